import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { FaultSet } from 'toast-simulator';
import { tempDir } from '../support/temp-dir.js';
import { startSimulation } from '../support/toast-process.js';
import { toast } from '../support/toast.js';

const world = [
  ...['--restaurants', '2', '--orders-per-day', '10', '--seed', '5', '--no-rate-limits'],
  ...['--from', '2026-03-01', '--to', '2026-03-06', '--now', '2026-03-05T20:00:00Z'],
];
const resources = ['--resources', 'orders,shifts,menu_items'];

it('toast extract ends with exit code 68 and names what was refused, and the next run fills the gap', async () => {
  const cwd = await tempDir();
  const faults: FaultSet = {
    rules: [
      { endpoint: '/labor/v1/shifts', fault: { status: 403 } },
      { endpoint: '/orders/v2/ordersBulk', every: 2, fault: { status: 503, body: 'html' } },
    ],
  };
  await writeFile(join(cwd, 'faults.json'), JSON.stringify(faults));
  const url = await startSimulation(cwd, [...world, '--faults', join(cwd, 'faults.json')]);

  const partial = await toast(cwd, ['extract', ...resources, '--json']);
  expect(partial.exitCode).toBe(68);
  const { status, result } = JSON.parse(partial.stdout);
  expect([status, result.status]).toEqual([68, 'partial']);
  const skipped = result.problems.map((one: { restaurantId: string }) => one.restaurantId);
  expect(new Set(skipped).size).toBe(2);
  for (const problem of result.problems) {
    expect(problem).toMatchObject({ resource: 'shifts', status: 'skipped' });
    expect(problem.error).toMatch(/403.*restaurant.*request id/);
  }
  const stands = JSON.parse((await toast(cwd, ['status', '--json'])).stdout).result.resources;
  const named = stands.filter((one: { reason: string | null }) => one.reason !== null);
  expect(named.map((one: { resource: string }) => one.resource)).toEqual(['shifts', 'shifts']);

  await fetch(`${url}/__faults`, { method: 'DELETE' });
  const complete = await toast(cwd, ['extract', ...resources]);
  expect(complete.exitCode).toBe(0);
  const after = JSON.parse((await toast(cwd, ['status', '--json'])).stdout).result.resources;
  expect(after.filter((one: { reason: string | null }) => one.reason !== null)).toEqual([]);
});

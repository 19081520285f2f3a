import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Truth } from 'toast-simulator';
import { startApiFor } from '../support/simulated-api.js';
import { tempDir } from '../support/temp-dir.js';
import { toast } from '../support/toast.js';
import { checkReports } from './support/check-reports.js';

const world = {
  ...{ restaurants: 2, ordersPerDay: 15, seed: 5 },
  ...{ from: '2026-03-06', to: '2026-03-12', now: new Date('2026-03-10T20:00:00Z') },
};

async function truthOf(url: string): Promise<Truth> {
  return (await (await fetch(`${url}/__truth`)).json()) as Truth;
}

async function countsOf(cwd: string, truth: Truth): Promise<Record<string, number>> {
  const sql = Object.keys(truth.counts)
    .map((table) => {
      /* The world counts all orders there ever were, and of the rest those that exist now. */
      const live = /^(orders|payment|restaurant)/.test(table) ? 'true' : 'not _deleted';
      return `select '${table}' as name, count(*) as n from toast.${table} where ${live}`;
    })
    .join(' union all ');
  const { stdout } = await toast(cwd, ['query', sql, '--format', 'json']);
  const rows = JSON.parse(stdout) as { name: string; n: number }[];
  return Object.fromEntries(rows.map(({ name, n }) => [name, n]));
}

describe('toast extract, transform, test, status, query and report', () => {
  it('load, model and report the rows that the simulator counts, also after two more days', async () => {
    const cwd = await tempDir();
    const { url } = await startApiFor(cwd, world);

    const dryRun = await toast(cwd, ['extract', '--dry-run', '--json']);
    const plan = JSON.parse(dryRun.stdout).result.plan as { resource: string }[];
    expect(plan.filter(({ resource }) => resource === 'orders')).toHaveLength(2);
    expect(new Set(plan.map(({ resource }) => resource)).size).toBeGreaterThan(30);

    const days = ['--from', '2026-03-07', '--to', '2026-03-08'];
    const ranged = await toast(cwd, [
      'extract',
      '--dry-run',
      ...days,
      '--resources',
      'orders',
      '--json',
    ]);
    const window = {
      windowStart: '2026-03-07T00:00:00.000Z',
      windowEnd: '2026-03-08T00:00:00.000Z',
    };
    expect(JSON.parse(ranged.stdout).result.plan).toMatchObject([window, window]);

    const extract = await toast(cwd, ['extract', '--json']);
    expect(extract.exitCode).toBe(0);
    expect(JSON.parse(extract.stdout)).toMatchObject({
      status: 0,
      result: { status: 'complete', unitsLeft: 0, problems: [] },
      warnings: [],
    });
    await expect(access(join(cwd, 'warehouse.duckdb.spool'))).rejects.toThrow('ENOENT');

    const transform = await toast(cwd, ['transform']);
    expect(transform).toMatchObject({ exitCode: 0 });
    const truth = await truthOf(url);
    expect(await countsOf(cwd, truth)).toEqual(truth.counts);
    expect((await toast(cwd, ['test'])).exitCode).toBe(0);

    await fetch(`${url}/__clock`, { method: 'POST', body: '{"advance":"P2D"}' });
    expect((await toast(cwd, ['extract'])).exitCode).toBe(0);
    expect((await toast(cwd, ['transform'])).exitCode).toBe(0);
    const moved = await truthOf(url);
    expect(moved.counts.orders).toBeGreaterThan(truth.counts.orders ?? 0);
    expect(await countsOf(cwd, moved)).toEqual(moved.counts);

    const resources = JSON.parse((await toast(cwd, ['resources', '--check', '--json'])).stdout);
    expect(resources.result.length).toBeGreaterThan(35);
    expect(resources.result.filter((row: { readable: boolean }) => !row.readable)).toEqual([]);

    const status = JSON.parse((await toast(cwd, ['status', '--json'])).stdout).result;
    expect(status.lastRun.status).toBe('complete');
    expect(status.tokenSeconds).toBeGreaterThan(80_000);
    const orders = status.resources.filter(
      (row: { resource: string }) => row.resource === 'orders',
    );
    expect(orders).toHaveLength(2);
    for (const row of orders) {
      expect(row).toMatchObject({
        /* Five seconds before Toast's clock, which stands still; the client's runs on from its answer. */
        watermark: expect.stringMatching(/^2026-03-12T(19:59:5|20:)/),
        windowsSkipped: 0,
        windowsFailed: 0,
        reason: null,
      });
    }
    await checkReports(cwd, '2026-03-11', '2026-03-10');
  });
});

import { once } from 'node:events';
import { expect, it } from 'vitest';
import { lineOf, startSimulation, startToast, toast } from '../support/cli.js';
import { tempDir } from '../support/temp-dir.js';

it('toast extract stops cleanly on Ctrl-C, and the next run continues from there', async () => {
  const cwd = await tempDir();
  await startSimulation(cwd, [
    ...['--restaurants', '2', '--orders-per-day', '10', '--no-rate-limits', '--latency-ms', '150'],
    ...['--from', '2026-01-01', '--to', '2026-03-10', '--now', '2026-03-10T20:00:00Z'],
  ]);
  const run = startToast(cwd, ['extract', '--concurrency', '1']);
  await lineOf(run, 'stderr', /^3 of \d+ done/);
  run.kill('SIGINT');
  const [exitCode] = await once(run, 'exit');
  expect(exitCode).toBe(68);

  const interrupted = JSON.parse((await toast(cwd, ['status', '--json'])).stdout).result;
  expect(interrupted.lastRun.status).toBe('interrupted');

  const next = JSON.parse((await toast(cwd, ['extract', '--json'])).stdout);
  expect(next).toMatchObject({ status: 0, result: { status: 'complete' } });
  const query = 'select count(*) as n, count(distinct id) as ids from raw_toast.orders';
  const after = JSON.parse((await toast(cwd, ['query', query, '--format', 'json'])).stdout);
  const cold = await tempDir();
  await startSimulation(cold, [
    ...['--restaurants', '2', '--orders-per-day', '10', '--no-rate-limits'],
    ...['--from', '2026-01-01', '--to', '2026-03-10', '--now', '2026-03-10T20:00:00Z'],
  ]);
  await toast(cold, ['extract']);
  const whole = JSON.parse((await toast(cold, ['query', query, '--format', 'json'])).stdout);
  expect(after).toEqual(whole);
  expect(whole[0].n).toBeGreaterThan(1000);
});

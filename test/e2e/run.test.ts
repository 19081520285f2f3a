import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Warehouse } from '../../src/warehouse/warehouse.js';
import { startSimulatedApi } from '../support/simulated-api.js';
import { tempDir } from '../support/temp-dir.js';
import { startToast } from '../support/toast-process.js';
import { toast } from '../support/toast.js';

const world = { restaurants: 1, ordersPerDay: 5, from: '2026-03-01', to: '2026-03-02' };

async function workplace(more: Record<string, unknown> = {}) {
  const { simulator, configuration } = await startSimulatedApi(world);
  const cwd = await tempDir();
  await writeFile(
    join(cwd, 'configuration.json'),
    JSON.stringify({ ...configuration, backfillPauseSeconds: 0, ...more }),
    { mode: 0o600 },
  );
  const logged = () =>
    readFileSync(join(cwd, 'logs', 'toast.log'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string; model?: string; reason?: string });
  return { simulator, cwd, logged };
}

async function countIn(cwd: string, relation: string): Promise<number> {
  const warehouse = await Warehouse.open(join(cwd, 'warehouse.duckdb'), { mode: 'read' });
  try {
    const [row] = await warehouse.with((connection) =>
      connection.all<{ rows: number }>(`select count(*) as rows from ${relation}`),
    );
    return row?.rows ?? 0;
  } finally {
    warehouse.close();
  }
}

it('a run extracts, transforms and tests, and a second one finds no data to build', async () => {
  const { cwd, logged } = await workplace();
  const first = await toast(cwd, ['run', '--json']);
  const { status, result } = JSON.parse(first.stdout);
  expect({ status, run: result.status, failed: result.tests.failed }).toEqual({
    status: 0,
    run: 'complete',
    failed: [],
  });
  expect(result.models).toMatchObject({ unchanged: 0, skipped: 0, failed: [] });
  expect(result.tests.passed).toBeGreaterThan(result.models.built);
  const read = await countIn(cwd, 'raw_toast.orders');
  expect(await countIn(cwd, 'toast.orders')).toBe(read);
  expect(read).toBeGreaterThan(0);

  const second = await toast(cwd, ['run', '--skip', 'test']);
  expect(second.exitCode).toBe(0);
  const built = result.models.built as number;
  expect(second.stdout).toMatch(/^orders +0 new, \d+ changed$/m);
  /* These say how far the extraction has come. */
  const always = ['int_completeness', 'int_published_days'];
  const counts = `${always.length} built, ${built - always.length} unchanged`;
  expect(second.stdout).toMatch(new RegExp(`^models +${counts}$`, 'm'));

  const events = logged().map(({ event }) => event);
  expect(events.filter((event) => event === 'run complete')).toHaveLength(2);
  const models = logged().flatMap(({ event, model }) => (event === 'model success' ? model : []));
  expect(models).toHaveLength(built + always.length);
  expect(models.slice(built).toSorted()).toEqual(always);
  expect(events.filter((event) => event === 'test pass')).toHaveLength(result.tests.passed);
}, 120_000);

it('a partial extraction is transformed, and what was not read is named with its reason', async () => {
  const { simulator, cwd } = await workplace({ resources: ['restaurants', 'jobs', 'orders'] });
  simulator.setFaults({ rules: [{ endpoint: '/labor/v1/jobs', fault: { status: 400 } }] });
  const summary = join(cwd, 'summary.json');
  const run = await toast(cwd, ['run', '--skip', 'test', '--on-failure', `cat > '${summary}'`]);
  expect(run.exitCode).toBe(68);
  expect(run.stdout).toMatch(/^skipped +jobs of [A-Z].*: .*400/m);
  expect(await countIn(cwd, 'toast.orders')).toBeGreaterThan(0);
  expect(JSON.parse(readFileSync(summary, 'utf8'))).toMatchObject({
    status: 'partial',
    exitCode: 68,
    extract: { problems: [{ resource: 'jobs', status: 'skipped' }] },
  });
}, 120_000);

it('a refused login ends the run with its exit code, and no table is built', async () => {
  const { cwd, logged } = await workplace({ clientSecret: 'wrong' });
  const run = await toast(cwd, ['run', '--json']);
  const { status, result } = JSON.parse(run.stdout);
  expect(status).toBe(3);
  expect(result).toMatchObject({ status: 'failed', failure: { step: 'extract', exitCode: 3 } });
  expect(result.models).toBeUndefined();
  expect(existsSync(join(cwd, 'warehouse.duckdb'))).toBe(false);
  expect(logged().at(-1)).toMatchObject({ event: 'run failed' });
});

it('a service releases the file between runs, and ends with exit code 0 on SIGTERM', async () => {
  const { cwd } = await workplace({ resources: ['restaurants', 'jobs'] });
  const service = startToast(cwd, ['run', '--only', 'extract', '--every', '1h']);
  const ended = once(service, 'exit');
  if (service.stdout === null) throw new Error('The service has no output.');
  const [heartbeat] = (await once(service.stdout.setEncoding('utf8'), 'data')) as [string];
  expect(heartbeat).toMatch(/complete in .*; next at \d\d:\d\d:\d\dZ/);
  expect(await countIn(cwd, 'raw_toast.jobs')).toBeGreaterThan(0);
  service.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
}, 60_000);

it('a service ends if its configuration cannot work from the start', async () => {
  const { cwd } = await workplace({ clientSecret: 'wrong' });
  const run = await toast(cwd, ['run', '--only', 'extract', '--every', '15m']);
  expect(run.exitCode).toBe(3);
});

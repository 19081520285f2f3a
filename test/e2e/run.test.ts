import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
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

/* A project of two models: the bundled one has its own tests. */
async function smallProject(cwd: string): Promise<string[]> {
  const folder = join(cwd, 'reports');
  await mkdir(join(folder, 'models'), { recursive: true });
  const files = {
    'dbt_project.yml':
      'name: reports\nmodels: {+materialized: table, +meta: {skip_unchanged: true}}',
    'models/sources.yml': 'sources: [{name: raw_toast, tables: [{name: orders}]}]',
    'models/sold.sql': "select restaurant_id, id from {{ source('raw_toast', 'orders') }}",
    'models/days.sql': "select count(*) as orders from {{ ref('sold') }}",
    'models/sold.yml':
      'models: [{name: sold, columns: [{name: id, data_tests: [not_null, unique]}]}]',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return ['--project-dir', folder];
}

it('a run extracts, transforms and tests, and a second one finds nothing to build or to test', async () => {
  const { cwd, logged } = await workplace({ resources: ['restaurants', 'jobs', 'orders'] });
  const project = await smallProject(cwd);
  const first = await toast(cwd, ['run', '--json', ...project]);
  const { status, result } = JSON.parse(first.stdout);
  expect({ status, run: result.status, failed: result.tests.failed }).toEqual({
    status: 0,
    run: 'complete',
    failed: [],
  });
  expect(result.models).toMatchObject({ built: 2, unchanged: 0, skipped: 0, failed: [] });
  expect(result.tests).toMatchObject({ passed: 2, unchanged: 0, warned: [] });
  const read = await countIn(cwd, 'raw_toast.orders');
  expect(await countIn(cwd, 'toast.sold')).toBe(read);
  expect(read).toBeGreaterThan(0);

  const second = await toast(cwd, ['run', ...project]);
  expect(second.exitCode).toBe(0);
  expect(second.stdout).toMatch(/^orders +0 new, \d+ changed$/m);
  expect(second.stdout).toMatch(/^models +0 built, 2 unchanged$/m);
  expect(second.stdout).toMatch(/^tests +2 passed \(2 on unchanged tables\)$/m);

  const events = logged().map(({ event }) => event);
  expect(events.filter((event) => event === 'run complete')).toHaveLength(2);
  const models = logged().flatMap(({ event, model }) => (event === 'model success' ? model : []));
  expect(models.toSorted()).toEqual(['days', 'sold']);
  const passes = () => logged().filter(({ event }) => event === 'test pass');
  expect(passes()).toHaveLength(2);
  await toast(cwd, ['run', '--only', 'test', '--test-all', ...project]);
  expect(passes()).toHaveLength(4);
});

it('a partial extraction is transformed, and what was not read is named with its reason', async () => {
  const { simulator, cwd } = await workplace({ resources: ['restaurants', 'jobs', 'orders'] });
  simulator.setFaults({ rules: [{ endpoint: '/labor/v1/jobs', fault: { status: 400 } }] });
  const summary = join(cwd, 'summary.json');
  const args = ['--skip', 'test', '--on-failure', `cat > '${summary}'`];
  const run = await toast(cwd, ['run', ...args, ...(await smallProject(cwd))]);
  expect(run.exitCode).toBe(68);
  expect(run.stdout).toMatch(/^skipped +jobs of [A-Z].*: .*400/m);
  expect(await countIn(cwd, 'toast.sold')).toBeGreaterThan(0);
  expect(JSON.parse(readFileSync(summary, 'utf8'))).toMatchObject({
    status: 'partial',
    exitCode: 68,
    extract: { problems: [{ resource: 'jobs', status: 'skipped' }] },
  });
});

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
});

it('a service ends if its configuration cannot work from the start', async () => {
  const { cwd } = await workplace({ clientSecret: 'wrong' });
  const run = await toast(cwd, ['run', '--only', 'extract', '--every', '15m']);
  expect(run.exitCode).toBe(3);
});

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { writeNewDatabase } from '../support/database-template.js';
import { startPipeline } from '../support/pipeline.js';
import { rawDigests } from '../support/rows.js';
import { bin, lineOf, startToast } from '../support/toast-process.js';
import { toast } from '../support/toast.js';
import { tempDir } from '../support/temp-dir.js';
import { Warehouse } from '../../src/warehouse/warehouse.js';

const world = { restaurants: 2, ordersPerDay: 5, from: '2026-02-20', to: '2026-03-10' };
const now = new Date('2026-03-10T20:00:00Z');

it('toast extract ends in good order on Ctrl-C, and the next run continues from there', async () => {
  const resources = ['restaurants', 'menu_items', 'time_entries', 'orders'];
  const undisturbed = await startPipeline({ ...world, now }, { windowDays: 5, resources });
  await undisturbed.extract();
  const cwd = await tempDir();
  const database = join(cwd, 'warehouse.duckdb');
  const configuration = JSON.stringify({ ...undisturbed.configuration, database });
  await writeFile(join(cwd, 'configuration.json'), configuration, { mode: 0o600 });

  /* The third page of orders never ends, so the run is still under way when it is interrupted. */
  const { simulator } = undisturbed;
  simulator.setFaults({
    rules: [{ endpoint: '/orders/v2/ordersBulk', nth: 3, fault: { connection: 'stall' } }],
  });
  const run = startToast(cwd, ['extract', '--concurrency', '1']);
  const ended = once(run, 'exit');
  await expect
    .poll(() => simulator.requests().some(({ status }) => status === 'stall'), { timeout: 120_000 })
    .toBe(true);
  run.kill('SIGINT');
  expect(await ended).toEqual([68, null]);

  const interrupted = JSON.parse((await toast(cwd, ['status', '--json'])).stdout).result;
  expect(interrupted.lastRun.status).toBe('interrupted');

  await simulator.clearFaults();
  const next = JSON.parse((await toast(cwd, ['extract', '--json'])).stdout);
  expect(next).toMatchObject({ status: 0, result: { status: 'complete' } });
  const warehouse = await Warehouse.open(database, { mode: 'read' });
  const found = await rawDigests(warehouse);
  warehouse.close();
  expect(found).toEqual(await rawDigests(undisturbed.warehouse));
});

/* A folder with a database, and a project with a model and a data test that take for ever. */
async function slowProject(): Promise<string> {
  const cwd = await tempDir();
  await writeNewDatabase(join(cwd, 'warehouse.duckdb'));
  const forever =
    'select sum(a.range * b.range) as n from range(10000000) as a, range(10000000) as b';
  const files = {
    'dbt_project.yml': 'name: slow\n',
    'models/quick.sql': "{{ config(materialized='table') }} select 1 as n",
    'models/slow.sql': `{{ config(materialized='table') }} ${forever}, {{ ref('quick') }}`,
    'models/view.sql': forever,
    'models/last.sql': "select * from {{ ref('slow') }}",
    'models/schema.yml': `
models:
  - name: quick
    columns: [{ name: n, data_tests: [not_null] }]
  - name: view
    columns: [{ name: n, data_tests: [not_null] }]`,
  };
  await mkdir(join(cwd, 'models'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(cwd, name), text);
  return cwd;
}

/* Starts a command, interrupts it after a line, and returns how it ended and what it then printed. */
async function interruptAt(
  cwd: string,
  args: string[],
  [stream, line]: ['stdout' | 'stderr', RegExp],
) {
  const child = startToast(cwd, args);
  const ended = once(child, 'exit');
  const printed = child.stderr === null ? '' : text(child.stderr);
  await lineOf(child, stream, line);
  child.kill('SIGINT');
  return { ended: await ended, stderr: await printed };
}

it('toast transform, test, query and demo end on Ctrl-C with a message and exit code 68', async () => {
  const cwd = await slowProject();
  const project = ['--project-dir', '.', '--threads', '1', '--verbose'];

  const transform = await interruptAt(cwd, ['transform', ...project], ['stderr', /START.*slow/]);
  expect(transform.ended).toEqual([68, null]);
  expect(transform.stderr).toContain('Tables that are built are kept.');
  expect(transform.stderr).toContain('Error: Interrupted.');
  expect(transform.stderr).not.toContain('last');
  const tables = await toast(cwd, [
    ...['query', '--format', 'json'],
    "select table_name from information_schema.tables where table_name in ('quick', 'slow')",
  ]);
  expect(JSON.parse(tables.stdout)).toEqual([{ table_name: 'quick' }]);

  await toast(cwd, ['transform', '--project-dir', '.', '--select', 'view']);
  const test = await interruptAt(cwd, ['test', ...project], ['stderr', /1 of 2 PASS/]);
  expect(test.ended).toEqual([68, null]);
  expect(test.stderr).toContain('Error: Interrupted.');

  const endless = ['query', '--format', 'csv', 'select range from range(1000000000000)'];
  const query = await interruptAt(cwd, endless, ['stdout', /^1000$/]);
  expect(query).toMatchObject({ ended: [68, null] });
  expect(query.stderr).toContain('Error: Interrupted.');

  const small = ['demo', '--restaurants', '1', '--orders-per-day', '1'];
  const demo = await interruptAt(cwd, small, ['stderr', /Simulating/]);
  expect(demo.ended).toEqual([68, null]);
  expect(demo.stderr).toContain('Error: Interrupted.');
});

/* The signal is sent as soon as something may handle it, which is while the framework is being loaded. */
it.each(['SIGINT', 'SIGTERM'])(
  '%s while a command is loaded ends it with a message',
  async (signal) => {
    const cwd = await tempDir();
    const early = join(cwd, 'early.mjs');
    const kill = `setImmediate(() => process.kill(process.pid, '${signal}'))`;
    await writeFile(early, `process.on('newListener', (e) => e === '${signal}' && ${kill});`);
    const args = ['--import', early, bin, 'extract'];
    const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    const [ended, printed] = await Promise.all([once(child, 'exit'), text(child.stderr)]);
    expect(ended).toEqual([null, signal]);
    expect(printed).toBe(' ›   Error: Interrupted.\n');
  },
);

/* Opening a FIFO that nobody writes to never returns, and `process.exit` waits for it. */
it('a second signal ends a process that waits for the file system', async () => {
  const fifo = join(await tempDir(), 'fifo');
  await promisify(execFile)('mkfifo', [fifo]);
  const program = `
    import { open } from 'node:fs/promises';
    import { onInterrupt } from ${JSON.stringify(join(import.meta.dirname, '../../dist/cli/interrupt.js'))};
    onInterrupt(() => console.log('stopping'));
    void open(process.argv[1]);
    setInterval(() => undefined, 60_000);
    console.log('waiting');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, fifo]);
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = once(child, 'exit');
  for (let i = 0; i < 2; i++) {
    await once(child.stdout, 'data');
    child.kill('SIGTERM');
  }
  expect(await ended).toEqual([null, 'SIGTERM']);
});

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { startPipeline } from '../support/pipeline.js';
import { rawDigests } from '../support/rows.js';
import { startToast, toastProcess } from '../support/toast-process.js';
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
  const next = JSON.parse((await toastProcess(cwd, ['extract', '--json'])).stdout);
  expect(next).toMatchObject({ status: 0, result: { status: 'complete' } });
  const warehouse = await Warehouse.open(database, { mode: 'read' });
  const found = await rawDigests(warehouse);
  warehouse.close();
  expect(found).toEqual(await rawDigests(undisturbed.warehouse));
});

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

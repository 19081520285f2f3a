import { once } from 'node:events';
import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'vitest';
import { Rng, wordsOf } from 'toast-simulator';
import { Warehouse } from '../../../src/warehouse/warehouse.js';
import { startToast, toast } from '../../support/cli.js';
import { startPipeline } from '../../support/pipeline.js';
import { modelledDigests, rawDigests } from '../../support/rows.js';
import { tempDir } from '../../support/temp-dir.js';

const resources = ['restaurants', 'orders', 'time_entries', 'menu_items', 'published_menus'];

const world = {
  restaurants: 2,
  ordersPerDay: 15,
  from: '2026-03-01',
  to: '2026-03-12',
  now: new Date('2026-03-10T20:00:00Z'),
};

/**
 * Kills `toast extract`, then `toast transform`, with SIGKILL at random moments, so many times each;
 * looks at the file after each, lets both end, and compares the tables with those of a run that
 * nobody killed. Gives how many of the kills met a process that was still at work.
 */
export async function killRound(seed: number, kills: number): Promise<{ killed: number }> {
  const random = new Rng(wordsOf(seed, 1));
  const settings = { windowDays: 1, resources };
  const undisturbed = await startPipeline({ ...world, seed }, settings);
  await undisturbed.extract();
  await undisturbed.transform();
  const expectedRaw = await rawDigests(undisturbed.warehouse);
  const expectedWindows = await ordersByWindow(undisturbed.warehouse);

  const cwd = await tempDir();
  const database = join(cwd, 'warehouse.duckdb');
  const configuration = JSON.stringify({ ...undisturbed.configuration, database });
  await writeFile(join(cwd, 'configuration.json'), configuration, { mode: 0o600 });

  let killed = 0;
  for (let i = 0; i < kills; i++) {
    killed += await killAt(cwd, 'extract', random.int(0, 45), random.int(0, 40));
    if (await exists(database)) {
      await whileOpen(database, async (warehouse) => {
        await expectTrueLedger(warehouse, expectedWindows);
      });
    }
  }
  expect(await toast(cwd, ['extract'])).toMatchObject({ exitCode: 0 });
  await whileOpen(database, async (warehouse) => {
    expect(await rawDigests(warehouse)).toEqual(expectedRaw);
  });

  for (let i = 0; i < kills; i++) {
    killed += await killAt(cwd, 'transform', random.int(0, 90), random.int(0, 40));
    await whileOpen(database, async (warehouse) => {
      expect(await rawDigests(warehouse)).toEqual(expectedRaw);
    });
  }
  expect(await toast(cwd, ['transform'])).toMatchObject({ exitCode: 0 });
  const expected = await modelledDigests(undisturbed.warehouse);
  await whileOpen(database, async (warehouse) => {
    expect(await modelledDigests(warehouse)).toEqual(expected);
  });
  return { killed };
}

/* Kills the command so many lines of progress and milliseconds after its start; gives 1 when it had
   not ended by then. */
async function killAt(cwd: string, command: string, lines: number, ms: number): Promise<number> {
  const child = startToast(cwd, [command]);
  const ended = once(child, 'exit');
  if (child.stderr === null) throw new Error('The child has no stderr.');
  const progress = createInterface({ input: child.stderr })[Symbol.asyncIterator]();
  for (let seen = 0; seen < lines && !(await progress.next()).done;) seen += 1;
  await delay(ms);
  const killed = child.kill('SIGKILL');
  await ended;
  return killed && child.signalCode === 'SIGKILL' ? 1 : 0;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function whileOpen(path: string, work: (warehouse: Warehouse) => Promise<void>) {
  const warehouse = await Warehouse.open(path, { mode: 'read' });
  try {
    await work(warehouse);
  } finally {
    warehouse.close();
  }
}

type Windows = ReadonlyMap<string, number>;

/** How many orders there are of each restaurant that were modified before an instant of its day. */
async function ordersByWindow(warehouse: Warehouse): Promise<Windows> {
  return warehouse.with(async (connection) => {
    const rows = await connection.all(
      `select restaurant_id || ' ' || modified_at::date as day, count(*) as orders
      from raw_toast.orders group by all`,
    );
    return new Map(rows.map(({ day, orders }) => [String(day), Number(orders)]));
  });
}

/* Nothing twice, and of every window that the ledger calls done all orders are there: windows are
   one day long and begin at midnight. */
async function expectTrueLedger(warehouse: Warehouse, expected: Windows): Promise<void> {
  await warehouse.with(async (connection) => {
    const [state] = await connection.all(
      `select count(*) as tables from information_schema.tables
      where table_schema || '.' || table_name in ('toast_meta.state', 'raw_toast.orders')`,
    );
    if (Number(state?.tables) < 2) return;
    const [double] = await connection.all(
      'select 1 from raw_toast.orders group by restaurant_id, id having count(*) > 1 limit 1',
    );
    expect(double).toBeUndefined();
    const done = await connection.all(
      `select
        state.restaurant_id || ' ' || state.window_start::date as day,
        count(orders.id) as orders
      from toast_meta.state
      left join raw_toast.orders
        on orders.restaurant_id = state.restaurant_id
        and orders.modified_at >= state.window_start and orders.modified_at < state.window_end
      where state.resource = 'orders' and state.status = 'done'
        and state.window_end = state.window_start + interval 1 day
      group by all`,
    );
    for (const { day, orders } of done) {
      expect([day, Number(orders)]).toEqual([day, expected.get(String(day)) ?? 0]);
    }
  });
}

import { once } from 'node:events';
import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'vitest';
import { Rng, wordsOf } from 'toast-simulator';
import { Warehouse } from '../../../src/warehouse/warehouse.js';
import { startToast, toastProcess } from '../../support/toast-process.js';
import { startPipeline } from '../../support/pipeline.js';
import { modelledDigests, rawDigests } from '../../support/rows.js';
import { tempDir } from '../../support/temp-dir.js';

const resources = ['restaurants', 'orders', 'time_entries', 'menu_items', 'published_menus'];

const world = {
  restaurants: 2,
  ordersPerDay: 10,
  from: '2026-03-01',
  to: '2026-03-08',
  now: new Date('2026-03-07T20:00:00Z'),
};

export interface KillOptions {
  /** How often each command is killed. */
  readonly kills: number;
  /** The command is killed after at most so many lines of progress … */
  readonly mostLines: number;
  /** … and at most so many milliseconds more. */
  readonly mostMs?: number;
  /** Models to build and compare; all when left out. */
  readonly models?: readonly string[];
}

/**
 * Kills `toast extract`, then `toast transform`, with SIGKILL at random moments; looks at the file
 * after each kill, lets both commands end, and compares the tables with those of a run that nobody
 * killed. Returns how many of the kills met a process that was still running.
 */
export async function killScenario(
  seed: number,
  { kills, mostLines, mostMs = 0, models }: KillOptions,
): Promise<{ killed: number }> {
  const random = new Rng(wordsOf(seed, 1));
  const undisturbed = await startPipeline({ ...world, seed }, { windowDays: 1, resources });
  await undisturbed.extract();
  await undisturbed.transform(models && { select: models });
  const expectedRaw = await rawDigests(undisturbed.warehouse);
  const expectedWindows = await ordersByWindow(undisturbed.warehouse);

  const cwd = await tempDir();
  const database = join(cwd, 'warehouse.duckdb');
  const configuration = JSON.stringify({ ...undisturbed.configuration, database });
  await writeFile(join(cwd, 'configuration.json'), configuration, { mode: 0o600 });

  const kill = (args: string[]) =>
    killAt(cwd, args, random.int(0, mostLines), random.int(0, mostMs));
  let killed = 0;
  for (let i = 0; i < kills; i++) {
    killed += await kill(['extract', '--verbose']);
    if (await exists(database)) {
      await whileOpen(database, async (warehouse) => {
        await expectTrueLedger(warehouse, expectedWindows);
      });
    }
  }
  expect(await toastProcess(cwd, ['extract'])).toMatchObject({ exitCode: 0 });
  await whileOpen(database, async (warehouse) => {
    expect(await rawDigests(warehouse)).toEqual(expectedRaw);
  });

  const transform = ['transform', ...(models ?? []).flatMap((model) => ['--select', model])];
  for (let i = 0; i < kills; i++) {
    killed += await kill([...transform, '--verbose']);
    await whileOpen(database, async (warehouse) => {
      expect(await rawDigests(warehouse)).toEqual(expectedRaw);
    });
  }
  expect(await toastProcess(cwd, transform)).toMatchObject({ exitCode: 0 });
  const expected = await modelledDigests(undisturbed.warehouse);
  await whileOpen(database, async (warehouse) => {
    expect(await modelledDigests(warehouse)).toEqual(expected);
  });
  return { killed };
}

/* Kills the command so many lines of progress and milliseconds after its start; returns 1 when it
   had not ended by then. */
async function killAt(cwd: string, args: string[], lines: number, ms: number): Promise<number> {
  const child = startToast(cwd, args);
  const ended = once(child, 'exit');
  if (child.stderr === null) throw new Error('The child has no stderr.');
  const progress = createInterface({ input: child.stderr })[Symbol.asyncIterator]();
  for (let seen = 0; seen < lines && !(await progress.next()).done;) seen += 1;
  if (ms > 0) await delay(ms);
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

/** Counts the orders of each restaurant by the day of their last change. */
async function ordersByWindow(warehouse: Warehouse): Promise<Windows> {
  return warehouse.with(async (connection) => {
    const rows = await connection.all(
      `select restaurant_id || ' ' || modified_at::date as day, count(*) as orders
      from raw_toast.orders group by all`,
    );
    return new Map(rows.map(({ day, orders }) => [String(day), Number(orders)]));
  });
}

/* No order is there twice, and all orders of every window that the ledger calls done are there:
   windows are one day long and begin at midnight. */
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

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { MalformedPageError } from '../../../src/errors.js';
import { Lander, type LandingJob } from '../../../src/extract/load/load-queue.js';
import { orders } from '../../../src/resources/orders.js';
import type { Runtime } from '../../../src/runtime.js';
import type { Connection } from '../../../src/warehouse/engine/connection.js';
import type { LedgerEntry } from '../../../src/warehouse/state/ledger.js';
import { knownListings } from '../../../src/warehouse/state/page-digests.js';
import { createRawTable } from '../../../src/warehouse/raw/raw-table.js';
import { errorOf } from '../../support/error-of.js';
import { tempDir } from '../../support/temp-dir.js';
import { temporaryWarehouse } from '../../support/temporary-warehouse.js';
import { VirtualRuntime } from '../../support/virtual-runtime.js';

let connection: Connection;
let folder: string;

beforeEach(async () => {
  connection = await (await temporaryWarehouse()).connect();
  folder = await tempDir();
  await createRawTable(connection, orders.name);
  return () => connection.close();
});

/** A unit with a page of these orders, or of this text. */
async function job(restaurantId: string, page: readonly string[] | string): Promise<LandingJob> {
  const file = join(folder, `${restaurantId} ${page.length}.json`);
  const text =
    typeof page === 'string'
      ? page
      : JSON.stringify(
          page.map((guid) => ({ guid, modifiedDate: '2026-03-01T12:00:00.000+0000' })),
        );
  await writeFile(file, text);
  return {
    resource: orders,
    pages: { restaurantId, files: [file] },
    bytes: text.length,
    largest: text.length,
    entry: ({ read, inserted, updated }): LedgerEntry => ({
      restaurantId,
      resource: orders.name,
      start: 0,
      end: page.length,
      status: 'done',
      rowsRead: read,
      rowsNew: inserted,
      rowsUpdated: updated,
      requests: 1,
      startedAt: 0,
      finishedAt: 0,
      runId: 'run',
    }),
  };
}

const landed = () =>
  connection.all('select restaurant_id, id from raw_toast.orders order by restaurant_id, id');
const entries = () =>
  connection.all(
    'select restaurant_id, rows_read, rows_new, rows_updated from toast_meta.state order by all',
  );
const lander = () =>
  new Lander(connection, { runtime: new VirtualRuntime(), runId: 'run', listings: [] });

it('lands what waits together, and tells each unit what was landed of it', async () => {
  const all = lander();
  const jobs = [
    await job('r1', ['a']),
    await job('r2', ['a', 'b']),
    await job('r3', []),
    await job('r2', ['b', 'c', 'd']),
  ];
  const found = await Promise.all(jobs.map((one) => all.land(one)));
  expect(found.map((entry) => [entry.restaurantId, entry.rowsRead, entry.rowsNew])).toEqual([
    ['r1', 1, 1],
    ['r2', 2, 2],
    ['r3', 0, 0],
    /* What two windows hold counts for the first. */
    ['r2', 2, 2],
  ]);
  expect(await landed()).toEqual(
    ['r1 a', 'r2 a', 'r2 b', 'r2 c', 'r2 d'].map((key) => {
      const [restaurant_id, id] = key.split(' ');
      return { restaurant_id, id };
    }),
  );
  expect(await entries()).toHaveLength(4);
});

it('lands what was landed last only once, until something else has come in between', async () => {
  const named = async (digest: string, guids: string[]) => ({
    ...(await job('r1', guids)),
    digest,
  });
  const land = async (to: Lander, digest: string, guids: string[]) => {
    const { rowsRead, rowsNew, rowsUpdated } = await to.land(await named(digest, guids));
    return [rowsRead, rowsNew, rowsUpdated];
  };
  const first = lander();
  expect(await land(first, 'one', ['a', 'b'])).toEqual([2, 2, 0]);
  /* Nobody else writes to raw tables; here it shows whether the pages were landed. */
  await connection.run('delete from raw_toast.orders');
  expect(await land(first, 'one', ['a', 'b'])).toEqual([2, 0, 0]);

  const listings = await knownListings(connection);
  expect(listings).toEqual([
    { restaurantId: 'r1', resource: 'orders', digest: 'one', entities: 2 },
  ]);
  const next = new Lander(connection, { runtime: new VirtualRuntime(), runId: 'run', listings });
  expect(await land(next, 'one', ['a', 'b'])).toEqual([2, 0, 0]);
  expect(await land(next, 'two', ['c'])).toEqual([1, 1, 0]);
  expect(await land(next, 'one', ['a', 'b'])).toEqual([2, 2, 0]);
  expect((await knownListings(connection)).map(({ digest }) => digest)).toEqual(['one']);
});

it('refuses one with a broken page, and lands those that waited beside it', async () => {
  const all = lander();
  const first = all.land(await job('r1', ['a']));
  const beside = all.land(await job('r2', ['b']));
  const broken = errorOf(all.land(await job('r3', '[{"guid": "c]')));
  const nameless = errorOf(all.land(await job('r4', '[{"id": "d"}]')));
  expect((await Promise.all([first, beside])).map(({ rowsNew }) => rowsNew)).toEqual([1, 1]);
  expect(await broken).toBeInstanceOf(MalformedPageError);
  expect(await nameless).toBeInstanceOf(MalformedPageError);
  expect((await landed()).map(({ id }) => id)).toEqual(['a', 'b']);
  expect((await entries()).map(({ restaurant_id }) => restaurant_id)).toEqual(['r1', 'r2']);
});

it('lands small units while others are read, and large ones when nothing is or many wait', async () => {
  const all = lander();
  let ended = () => undefined as void;
  const reading = all.whileReading(() => new Promise<void>((resolve) => (ended = resolve)));
  const small = [await job('r1', ['a']), await job('r2', ['b'])];
  /* Together more than what one small unit may have. */
  const units = small.map((unit) => all.land({ ...unit, bytes: 900_000 }));
  expect((await Promise.all(units)).map(({ rowsNew }) => rowsNew)).toEqual([1, 1]);

  const large = all.land({ ...(await job('r3', ['c'])), bytes: 2_000_000 });
  const restaurants = () => connection.all('select restaurant_id as id from toast_meta.state');
  expect(await restaurants()).toHaveLength(2);
  ended();
  await reading;
  expect((await large).rowsNew).toBe(1);
  expect(await restaurants()).toHaveLength(3);
});

it('lets small units that come after a transaction wait for each other', async () => {
  /* Each look at the clock finds it 10 ms later; a rest lasts until it is ended. */
  let now = 0;
  const rests: number[] = [];
  const runtime: Runtime = {
    now: () => (now += 10),
    random: () => 0.5,
    sleep: (ms, signal) => {
      rests.push(ms);
      return new Promise((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason as Error));
      });
    },
  };
  const all = new Lander(connection, { runtime, runId: 'run', listings: [] });
  let ended = () => undefined as void;
  const reading = all.whileReading(() => new Promise<void>((resolve) => (ended = resolve)));
  await all.land(await job('r1', ['a']));
  const [first, second] = [await job('r2', ['b']), await job('r3', ['c'])];
  const later = [all.land(first), all.land(second)];
  await Promise.resolve();
  expect(await landed()).toHaveLength(1);
  /* Nothing is read any more, so nothing is waited for. */
  ended();
  await reading;
  expect((await Promise.all(later)).map(({ rowsNew }) => rowsNew)).toEqual([1, 1]);
  const stamps = await connection.all(
    'select count(distinct extracted_at)::integer as transactions from raw_toast.orders',
  );
  expect(stamps).toEqual([{ transactions: 2 }]);
  /* Twice as long as the transaction took: the clock is looked at three times in one. */
  expect(rests).toEqual([40]);
});

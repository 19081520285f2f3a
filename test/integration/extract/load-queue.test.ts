import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { MalformedPageError } from '../../../src/errors.js';
import type { FetchedUnit } from '../../../src/extract/load/commit-units.js';
import { LoadQueue } from '../../../src/extract/load/load-queue.js';
import { catalogue } from '../../../src/resources/catalogue.js';
import { orders } from '../../../src/resources/orders.js';
import { shapeOf, type RestaurantResource } from '../../../src/resources/resource.js';
import type { Runtime } from '../../../src/runtime.js';
import type { Connection } from '../../../src/warehouse/engine/connection.js';
import type { LedgerEntry } from '../../../src/warehouse/state/ledger.js';
import { loadPageDigests, type PageDigest } from '../../../src/warehouse/state/page-digests.js';
import { createRawTables } from '../../../src/warehouse/raw/raw-table.js';
import { errorOf } from '../../support/error-of.js';
import { tempDir } from '../../support/temp-dir.js';
import { temporaryWarehouse } from '../../support/temporary-warehouse.js';
import { VirtualRuntime } from '../../support/virtual-runtime.js';

let connection: Connection;
let folder: string;

beforeEach(async () => {
  connection = await (await temporaryWarehouse()).connect();
  folder = await tempDir();
  await createRawTables(connection, [shapeOf(orders)]);
  return () => connection.close();
});

/** Creates a fetched unit with one page, which lists these orders or has this text. */
async function fetchedUnit(
  restaurantId: string,
  page: readonly string[] | string,
  resource: RestaurantResource = orders,
): Promise<FetchedUnit> {
  const file = join(folder, `${restaurantId} ${resource.name} ${page.length}.json`);
  const text =
    typeof page === 'string'
      ? page
      : JSON.stringify(
          page.map((guid) => ({ guid, modifiedDate: '2026-03-01T12:00:00.000+0000' })),
        );
  await writeFile(file, text);
  return {
    resource,
    pages: { restaurantId, files: [file] },
    bytes: text.length,
    largest: text.length,
    entry: ({ read, inserted, updated }): LedgerEntry => ({
      restaurantId,
      resource: resource.name,
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

const loadedOrders = () =>
  connection.all('select restaurant_id, id from raw_toast.orders order by restaurant_id, id');
const ledgerEntries = () =>
  connection.all(
    'select restaurant_id, rows_read, rows_new, rows_updated from toast_meta.state order by all',
  );
const newQueue = (digests: readonly PageDigest[] = []) =>
  new LoadQueue({ connection, runtime: new VirtualRuntime(), runId: 'run', digests });

describe('LoadQueue', () => {
  it('loads waiting units together and returns the row counts of each', async () => {
    const queue = newQueue();
    const units = [
      await fetchedUnit('r1', ['a']),
      await fetchedUnit('r2', ['a', 'b']),
      await fetchedUnit('r3', []),
      await fetchedUnit('r2', ['b', 'c', 'd']),
    ];
    const entries = await Promise.all(units.map((one) => queue.load(one)));
    expect(entries.map((entry) => [entry.restaurantId, entry.rowsRead, entry.rowsNew])).toEqual([
      ['r1', 1, 1],
      ['r2', 2, 2],
      ['r3', 0, 0],
      /* An order in two windows counts for the first. */
      ['r2', 2, 2],
    ]);
    expect(await loadedOrders()).toEqual(
      ['r1 a', 'r2 a', 'r2 b', 'r2 c', 'r2 d'].map((key) => {
        const [restaurant_id, id] = key.split(' ');
        return { restaurant_id, id };
      }),
    );
    expect(await ledgerEntries()).toHaveLength(4);
  });

  it('does not load the latest pages of a stream again until others were loaded in between', async () => {
    const unitWithDigest = async (digest: string, guids: string[]) => ({
      ...(await fetchedUnit('r1', guids)),
      digest,
    });
    const load = async (queue: LoadQueue, digest: string, guids: string[]) => {
      const { rowsRead, rowsNew, rowsUpdated } = await queue.load(
        await unitWithDigest(digest, guids),
      );
      return [rowsRead, rowsNew, rowsUpdated];
    };
    const first = newQueue();
    expect(await load(first, 'one', ['a', 'b'])).toEqual([2, 2, 0]);
    /* Nothing else writes to raw tables; here it shows whether the pages were loaded. */
    await connection.run('delete from raw_toast.orders');
    expect(await load(first, 'one', ['a', 'b'])).toEqual([2, 0, 0]);

    const digests = await loadPageDigests(connection);
    expect(digests).toEqual([
      { restaurantId: 'r1', resource: 'orders', digest: 'one', entities: 2 },
    ]);
    const next = newQueue(digests);
    const isKnown = (digest?: string) => next.hasLoaded(orders, 'r1', digest);
    expect([isKnown('one'), isKnown('two'), isKnown()]).toEqual([true, false, false]);
    expect(await load(next, 'one', ['a', 'b'])).toEqual([2, 0, 0]);
    expect(await load(next, 'two', ['c'])).toEqual([1, 1, 0]);
    expect(await load(next, 'one', ['a', 'b'])).toEqual([2, 2, 0]);
    expect((await loadPageDigests(connection)).map(({ digest }) => digest)).toEqual(['one']);
  });

  it('rejects units with a malformed page and loads those that wait beside them', async () => {
    const queue = newQueue();
    const first = queue.load(await fetchedUnit('r1', ['a']));
    const second = queue.load(await fetchedUnit('r2', ['b']));
    const broken = errorOf(queue.load(await fetchedUnit('r3', '[{"guid": "c]')));
    const withoutId = errorOf(queue.load(await fetchedUnit('r4', '[{"id": "d"}]')));
    expect((await Promise.all([first, second])).map(({ rowsNew }) => rowsNew)).toEqual([1, 1]);
    expect(await broken).toBeInstanceOf(MalformedPageError);
    expect(await withoutId).toBeInstanceOf(MalformedPageError);
    expect((await loadedOrders()).map(({ id }) => id)).toEqual(['a', 'b']);
    expect((await ledgerEntries()).map(({ restaurant_id }) => restaurant_id)).toEqual(['r1', 'r2']);
  });

  it('loads small units of all resources in one transaction, and those of each if one is malformed', async () => {
    const others = catalogue.filter(({ name }) => ['jobs', 'employees'].includes(name));
    await createRawTables(connection, others.map(shapeOf));
    const [jobs, employees] = others as RestaurantResource[];
    const transactions = vi.spyOn(connection, 'transaction');
    const load = async (suffix: string, ...more: FetchedUnit[]) => {
      const queue = newQueue();
      const units = [
        await fetchedUnit(`r1${suffix}`, ['a']),
        await fetchedUnit(`r2${suffix}`, ['a']),
        await fetchedUnit(`r1${suffix}`, ['a', 'b'], jobs),
        await fetchedUnit(`r2${suffix}`, [], jobs),
        ...more,
      ];
      const ended = await Promise.allSettled(units.map((one) => queue.load(one)));
      return ended.map((one) => (one.status === 'fulfilled' ? one.value.rowsNew : one.reason));
    };
    /* The first unit does not wait for the others. */
    expect(await load('')).toEqual([1, 1, 2, 0]);
    expect(transactions).toHaveBeenCalledTimes(2);
    const malformed = await fetchedUnit('r3', '[{"guid": "c]', employees);
    expect(await load(' later', malformed)).toEqual([1, 1, 2, 0, expect.any(MalformedPageError)]);
    expect(await ledgerEntries()).toHaveLength(8);
    expect(await loadedOrders()).toHaveLength(4);
  });

  it('loads small units while others are being fetched, and large ones once none is', async () => {
    const queue = newQueue();
    let finish = () => undefined as void;
    const fetching = queue.whileFetching(() => new Promise<void>((resolve) => (finish = resolve)));
    const small = [await fetchedUnit('r1', ['a']), await fetchedUnit('r2', ['b'])];
    /* Together they are larger than a small unit. */
    const units = small.map((one) => queue.load({ ...one, bytes: 900_000 }));
    expect((await Promise.all(units)).map(({ rowsNew }) => rowsNew)).toEqual([1, 1]);

    const large = queue.load({ ...(await fetchedUnit('r3', ['c'])), bytes: 2_000_000 });
    const restaurants = () => connection.all('select restaurant_id as id from toast_meta.state');
    expect(await restaurants()).toHaveLength(2);
    finish();
    await fetching;
    expect((await large).rowsNew).toBe(1);
    expect(await restaurants()).toHaveLength(3);
  });

  it('collects small units after a transaction until the cooldown or the fetching ends', async () => {
    /* Each call of now() advances the clock by 10 ms; a cooldown lasts until it is aborted. */
    let now = 0;
    const cooldowns: number[] = [];
    const runtime: Runtime = {
      now: () => (now += 10),
      random: () => 0.5,
      sleep: (ms, signal) => {
        cooldowns.push(ms);
        return new Promise((_, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason as Error));
        });
      },
    };
    const queue = new LoadQueue({ connection, runtime, runId: 'run', digests: [] });
    let finish = () => undefined as void;
    const fetching = queue.whileFetching(() => new Promise<void>((resolve) => (finish = resolve)));
    await queue.load(await fetchedUnit('r1', ['a']));
    const [second, third] = [await fetchedUnit('r2', ['b']), await fetchedUnit('r3', ['c'])];
    const later = [queue.load(second), queue.load(third)];
    await Promise.resolve();
    expect(await loadedOrders()).toHaveLength(1);
    /* Nothing is being fetched any more, so nothing is waited for. */
    finish();
    await fetching;
    expect((await Promise.all(later)).map(({ rowsNew }) => rowsNew)).toEqual([1, 1]);
    const stamps = await connection.all(
      'select count(distinct extracted_at)::integer as transactions from raw_toast.orders',
    );
    expect(stamps).toEqual([{ transactions: 2 }]);
    /* Twice as long as the transaction took, which calls now() three times. */
    expect(cooldowns).toEqual([40]);
  });
});

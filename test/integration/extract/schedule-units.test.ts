import { readdir } from 'node:fs/promises';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { ConfigurationError, DatabaseError } from '../../../src/errors.js';
import type { ExtractEvent } from '../../../src/extract/report/events.js';
import type { ExtractOptions } from '../../../src/extract/options.js';
import type { Unit } from '../../../src/extract/plan/plan.js';
import { scheduleUnits } from '../../../src/extract/schedule-units.js';
import { Spool } from '../../../src/extract/fetch/spool.js';
import { orders } from '../../../src/resources/orders.js';
import { restaurantDetails } from '../../../src/resources/restaurants.js';
import type { HttpRequest } from '../../../src/toast/transport.js';
import type { Connection } from '../../../src/warehouse/engine/connection.js';
import type { LedgerEntry } from '../../../src/warehouse/state/ledger.js';
import { createRawTable } from '../../../src/warehouse/raw/raw-table.js';
import type { Warehouse } from '../../../src/warehouse/warehouse.js';
import { errorOf } from '../../support/error-of.js';
import { scriptedClient, type Answer } from '../../support/scripted-client.js';
import { temporaryWarehouse } from '../../support/temporary-warehouse.js';
import { day, landedOrders, ledger, optionsOf } from './support/extraction.js';

let warehouse: Warehouse;
let connection: Connection;

beforeEach(async () => {
  warehouse = await temporaryWarehouse();
  connection = await warehouse.connect();
  for (const { name } of [orders, restaurantDetails]) await createRawTable(connection, name);
  return () => connection.close();
});

const unit = (restaurantId: string, windowDay: number): Unit => ({
  restaurantId,
  resource: orders,
  window: { start: windowDay * day, end: (windowDay + 1) * day },
  delayMs: 0,
  openEnded: false,
});

const restaurantOf = ({ restaurantId }: HttpRequest) => restaurantId ?? '';

/* One order for each restaurant and window. */
function good(request: HttpRequest): Answer {
  const start = request.url.searchParams.get('startDate');
  return { body: [{ guid: `${restaurantOf(request)} ${start}`, modifiedDate: start }] };
}

async function run(
  units: readonly Unit[],
  answer: (request: HttpRequest) => Answer,
  more: Partial<ExtractOptions> = {},
) {
  const { client, runtime, requests } = scriptedClient(answer);
  const spool = await Spool.open(warehouse.path);
  onTestFinished(() => spool.close());
  const options = optionsOf(warehouse, client, { runtime, windowConcurrency: 1, ...more });
  const running = scheduleUnits(units, options, connection, spool);
  const entries = await running.finally(async () => {
    expect(await readdir(`${warehouse.path}.spool`)).toEqual([]);
  });
  /* Restaurants do not wait for each other. */
  return { entries: entries.toSorted(byRestaurantAndWindow), requests };
}

function byRestaurantAndWindow(a: LedgerEntry, b: LedgerEntry): number {
  return a.restaurantId.localeCompare(b.restaurantId) || a.start - b.start;
}

const all = [unit('r1', 0), unit('r1', 1), unit('r2', 0)];
const statuses = async () =>
  (await ledger(warehouse)).map(
    (row) => `${row.restaurant_id} ${Number(row.start) / day} ${row.status}`,
  );

describe('units', () => {
  it('are landed with their entry in the ledger', async () => {
    const { entries } = await run(all, good);
    expect(entries).toMatchObject(
      all.map(({ restaurantId, window }) => ({
        restaurantId,
        resource: 'orders',
        ...window,
        status: 'done',
        rowsRead: 1,
        rowsNew: 1,
        rowsUpdated: 0,
        requests: 1,
      })),
    );
    expect(await landedOrders(warehouse)).toHaveLength(3);
    expect(await statuses()).toEqual(['r1 0 done', 'r1 1 done', 'r2 0 done']);
  });

  it.each([401, 403])(
    'are skipped after a %i, and so are later windows of it without asking',
    async (status) => {
      const { entries, requests } = await run(all, (request) =>
        restaurantOf(request) === 'r1' && request.method === 'GET'
          ? { status, body: { message: 'no', requestId: 'req' } }
          : request.method === 'POST'
            ? { body: { token: { accessToken: 'token', expiresIn: 86_400 } } }
            : good(request),
      );
      expect(await statuses()).toEqual(['r1 0 skipped', 'r1 1 skipped', 'r2 0 done']);
      const asked = requests.filter((request) => restaurantOf(request) === 'r1');
      expect(new Set(asked.map(({ url }) => url.searchParams.get('startDate'))).size).toBe(1);
      expect(entries[1]).toMatchObject({ requests: 0, rowsRead: 0, requestId: 'req' });
    },
  );

  it('of another resource go on after a 403', async () => {
    const details: Unit = { ...unit('r1', 0), resource: restaurantDetails };
    const { entries } = await run([unit('r1', 0), details], ({ url }) =>
      url.pathname.includes('orders')
        ? { status: 403, body: '' }
        : { body: { guid: 'r1', general: {} } },
    );
    expect(entries.map(({ status }) => status)).toEqual(['skipped', 'done']);
  });

  it.each([400, 404, 409, 422])('are skipped after a %i, and the others go on', async (status) => {
    const { entries, requests } = await run(all, (request) =>
      restaurantOf(request) === 'r1' ? { status, body: { message: 'not so' } } : good(request),
    );
    expect(entries.map((entry) => entry.status)).toEqual(['skipped', 'skipped', 'done']);
    expect(entries[0]?.error).toContain('not so');
    expect(requests).toHaveLength(3);
  });

  it('fail when Toast stays broken, and the others go on', async () => {
    const { entries } = await run(all, (request) =>
      restaurantOf(request) === 'r1' ? { status: 503, body: '<html>' } : good(request),
    );
    expect(entries.map((entry) => [entry.status, entry.errorKind])).toEqual([
      ['failed', 'TransientError'],
      ['failed', 'TransientError'],
      ['done', undefined],
    ]);
  });

  it('with a page that is broken inside are read again', async () => {
    let broken = 2;
    const { entries, requests } = await run([unit('r1', 0)], (request) =>
      broken-- > 0 ? { body: '[{"guid": "half, "modifiedDate": 5}]' } : good(request),
    );
    expect(entries).toMatchObject([{ status: 'done', rowsRead: 1, requests: 3 }]);
    expect(requests).toHaveLength(3);
    expect(await landedOrders(warehouse)).toHaveLength(1);
  });

  it('fail when the page stays broken, and land nothing of it', async () => {
    const { entries } = await run([unit('r1', 0), unit('r2', 0)], (request) =>
      restaurantOf(request) === 'r1' ? { body: '[{"guid": "a"}, {"id": "b"}]' } : good(request),
    );
    expect(entries.map(({ status }) => status)).toEqual(['failed', 'done']);
    expect(await landedOrders(warehouse)).toHaveLength(1);
  });

  it('are asked for again when the answer holds no entity at all', async () => {
    const details: Unit = { ...unit('r1', 0), resource: restaurantDetails };
    const bodies = ['', '[]', '{"guid": "r1"'];
    const { entries } = await run([details], () => ({
      body: bodies.shift() ?? '{"guid": "r1", "general": {}}',
    }));
    expect(entries).toMatchObject([{ status: 'done', rowsRead: 1 }]);
    expect(bodies).toEqual([]);
  });
});

describe('a run that ends early', () => {
  const windows = [unit('r1', 0), unit('r1', 1), unit('r1', 2)];

  it('by an abort records nothing of what was under way', async () => {
    const stop = new AbortController();
    const { entries } = await run(
      windows,
      (request) => {
        if (request.url.searchParams.get('startDate')?.startsWith('1970-01-02')) stop.abort();
        return good(request);
      },
      { signal: stop.signal },
    );
    expect(entries).toMatchObject([{ restaurantId: 'r1', start: 0, status: 'done' }]);
    expect(await statuses()).toEqual(['r1 0 done']);
    expect(await landedOrders(warehouse)).toHaveLength(1);
  });

  it('by bad credentials says so', async () => {
    const refused = run(windows, () => ({ status: 401, body: { message: 'no' } }));
    expect(await errorOf(refused)).toBeInstanceOf(ConfigurationError);
    expect(await statuses()).toEqual([]);
  });

  it('by the database says so, and does not go on', async () => {
    await connection.run('drop table raw_toast.orders');
    let asked = 0;
    const running = run(windows, (request) => {
      asked += 1;
      return good(request);
    });
    expect(await errorOf(running)).toBeInstanceOf(DatabaseError);
    expect(asked).toBe(1);
  });
});

it('no more units of a restaurant are under way than may be, and none begins before its time', async () => {
  const units = [0, 1, 2, 3, 4, 5].map((windowDay) => ({
    ...unit('r1', windowDay),
    delayMs: windowDay * 10_000,
  }));
  const started: number[] = [];
  let underWay = 0;
  let most = 0;
  const { client, runtime } = scriptedClient(good, 0);
  const spool = await Spool.open(warehouse.path);
  onTestFinished(() => spool.close());
  const onEvent = (event: ExtractEvent) => {
    if (event.type === 'started') {
      started.push(runtime.now() - event.unit.delayMs);
      most = Math.max(most, (underWay += 1));
    }
    if (event.type === 'ended') underWay -= 1;
  };
  const options = optionsOf(warehouse, client, { runtime, windowConcurrency: 2, onEvent });
  await scheduleUnits(units, options, connection, spool);
  expect(started).toHaveLength(6);
  expect(Math.min(...started)).toBeGreaterThanOrEqual(0);
  expect(most).toBeLessThanOrEqual(2);
});

it('as many windows of a restaurant are read at a time as may be', async () => {
  const { client, runtime, atATime } = scriptedClient(good, 10 * day, { latencyMs: 100 });
  const spool = await Spool.open(warehouse.path);
  onTestFinished(() => spool.close());
  const units = [0, 1, 2, 3, 4, 5].map((at) => unit('r1', at));
  const options = optionsOf(warehouse, client, { runtime, windowConcurrency: 3 });
  expect(await scheduleUnits(units, options, connection, spool)).toHaveLength(6);
  expect(atATime()).toBe(3);
});

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

describe('restaurants side by side', () => {
  it('do not wait for one that is limited', async () => {
    const units = ['r1', 'r2', 'r3'].flatMap((id) => [0, 1, 2].map((at) => unit(id, at)));
    let refusals = 4;
    const { client, runtime } = scriptedClient((request) =>
      restaurantOf(request) === 'r1' && refusals-- > 0
        ? { status: 429, body: '', headers: { 'Retry-After': '60' } }
        : good(request),
    );
    /* Who is told to wait waits until the others are done: if they wait for it, none ever is. */
    const others = deferred();
    runtime.sleep = async (ms) => {
      await others.promise;
      runtime.advance(ms);
    };
    const done: string[] = [];
    const onEvent = (event: ExtractEvent) => {
      if (event.type !== 'ended') return;
      done.push(event.unit.restaurantId);
      if (done.filter((id) => id !== 'r1').length === 6) others.resolve();
    };
    const spool = await Spool.open(warehouse.path);
    onTestFinished(() => spool.close());
    const options = optionsOf(warehouse, client, { runtime, windowConcurrency: 2, onEvent });
    await scheduleUnits(units, options, connection, spool);
    expect(done.slice(0, 6).toSorted()).toEqual(['r2', 'r2', 'r2', 'r3', 'r3', 'r3']);
    expect(done.slice(6)).toEqual(['r1', 'r1', 'r1']);
  });

  it('keep to the number of requests on their way', async () => {
    const concurrency = { concurrency: 3, latencyMs: 100 };
    const { client, runtime, atATime } = scriptedClient(good, 0, concurrency);
    const spool = await Spool.open(warehouse.path);
    onTestFinished(() => spool.close());
    const units = ['r1', 'r2', 'r3', 'r4'].flatMap((id) => [0, 1, 2].map((at) => unit(id, at)));
    const options = optionsOf(warehouse, client, { runtime, windowConcurrency: 3 });
    expect(await scheduleUnits(units, options, connection, spool)).toHaveLength(12);
    expect(atATime()).toBe(3);
  });
});

it('what changes while a history is read is read at its end', async () => {
  const { client, runtime } = scriptedClient(good, 10 * day);
  const asked: [number, number][] = [];
  const onEvent = (event: ExtractEvent) => {
    if (event.type !== 'ended') return;
    asked.push([event.entry.start / day, event.entry.end / day]);
    runtime.advance(day);
  };
  const spool = await Spool.open(warehouse.path);
  onTestFinished(() => spool.close());
  const last: Unit = { ...unit('r1', 9), delayMs: 0, openEnded: true };
  const options = optionsOf(warehouse, client, { runtime, windowConcurrency: 2, onEvent });
  await scheduleUnits([last, unit('r1', 7), unit('r1', 8)], options, connection, spool);
  const starts = asked.map(([start]) => start);
  expect(starts.slice(0, 2).toSorted()).toEqual([7, 8]);
  expect(starts.slice(2)).toEqual([9]);
  /* Two windows took a day each. */
  expect(asked[2]?.[1]).toBeGreaterThanOrEqual(12);
});

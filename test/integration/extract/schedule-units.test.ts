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
import { day, extractOptions, loadedOrders, loadLedger } from './support/extraction.js';

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

/* Answers with one order for each restaurant and window. */
function oneOrder(request: HttpRequest): Answer {
  const start = request.url.searchParams.get('startDate');
  return { body: [{ guid: `${restaurantOf(request)} ${start}`, modifiedDate: start }] };
}

async function openSpool(): Promise<Spool> {
  const spool = await Spool.open(warehouse.path);
  onTestFinished(() => spool.close());
  return spool;
}

/* Schedules units on a client of scripted answers; returns their entries in order, and the requests. */
async function schedule(
  units: readonly Unit[],
  answer: (request: HttpRequest) => Answer,
  overrides: Partial<ExtractOptions> = {},
) {
  const { client, runtime, requests } = scriptedClient(answer);
  const spool = await openSpool();
  const options = extractOptions(warehouse, client, {
    runtime,
    windowConcurrency: 1,
    ...overrides,
  });
  const scheduled = scheduleUnits(units, options, connection, spool);
  const entries = await scheduled.finally(async () => {
    expect(await readdir(`${warehouse.path}.spool`)).toEqual([]);
  });
  /* Restaurants do not wait for each other, so units end in any order. */
  return { entries: entries.toSorted(byRestaurantAndWindow), requests };
}

function byRestaurantAndWindow(a: LedgerEntry, b: LedgerEntry): number {
  return a.restaurantId.localeCompare(b.restaurantId) || a.start - b.start;
}

const threeUnits = [unit('r1', 0), unit('r1', 1), unit('r2', 0)];
const ledgerStatuses = async () =>
  (await loadLedger(warehouse)).map(
    (row) => `${row.restaurant_id} ${Number(row.start) / day} ${row.status}`,
  );

describe('a unit', () => {
  it('is loaded together with its entry in the ledger', async () => {
    const { entries } = await schedule(threeUnits, oneOrder);
    expect(entries).toMatchObject(
      threeUnits.map(({ restaurantId, window }) => ({
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
    expect(await loadedOrders(warehouse)).toHaveLength(3);
    expect(await ledgerStatuses()).toEqual(['r1 0 done', 'r1 1 done', 'r2 0 done']);
  });

  it.each([401, 403])(
    'is skipped after a %i, and later windows of its stream are skipped without a request',
    async (status) => {
      const { entries, requests } = await schedule(threeUnits, (request) =>
        restaurantOf(request) === 'r1' && request.method === 'GET'
          ? { status, body: { message: 'no', requestId: 'req' } }
          : request.method === 'POST'
            ? { body: { token: { accessToken: 'token', expiresIn: 86_400 } } }
            : oneOrder(request),
      );
      expect(await ledgerStatuses()).toEqual(['r1 0 skipped', 'r1 1 skipped', 'r2 0 done']);
      const denied = requests.filter((request) => restaurantOf(request) === 'r1');
      expect(new Set(denied.map(({ url }) => url.searchParams.get('startDate'))).size).toBe(1);
      expect(entries[1]).toMatchObject({ requests: 0, rowsRead: 0, requestId: 'req' });
    },
  );

  it('is not skipped after a 403 for another resource', async () => {
    const details: Unit = { ...unit('r1', 0), resource: restaurantDetails };
    const { entries } = await schedule([unit('r1', 0), details], ({ url }) =>
      url.pathname.includes('orders')
        ? { status: 403, body: '' }
        : { body: { guid: 'r1', general: {} } },
    );
    expect(entries.map(({ status }) => status)).toEqual(['skipped', 'done']);
  });

  it.each([400, 404, 409, 422])(
    'is skipped after a %i, and the others continue',
    async (status) => {
      const { entries, requests } = await schedule(threeUnits, (request) =>
        restaurantOf(request) === 'r1'
          ? { status, body: { message: 'not so' } }
          : oneOrder(request),
      );
      expect(entries.map((entry) => entry.status)).toEqual(['skipped', 'skipped', 'done']);
      expect(entries[0]?.error).toContain('not so');
      expect(requests).toHaveLength(3);
    },
  );

  it('fails if Toast keeps answering 503, and the others continue', async () => {
    const { entries } = await schedule(threeUnits, (request) =>
      restaurantOf(request) === 'r1' ? { status: 503, body: '<html>' } : oneOrder(request),
    );
    expect(entries.map((entry) => [entry.status, entry.errorKind])).toEqual([
      ['failed', 'TransientError'],
      ['failed', 'TransientError'],
      ['done', undefined],
    ]);
  });

  it('is fetched again after a malformed page', async () => {
    let malformed = 2;
    const { entries, requests } = await schedule([unit('r1', 0)], (request) =>
      malformed-- > 0 ? { body: '[{"guid": "half, "modifiedDate": 5}]' } : oneOrder(request),
    );
    expect(entries).toMatchObject([{ status: 'done', rowsRead: 1, requests: 3 }]);
    expect(requests).toHaveLength(3);
    expect(await loadedOrders(warehouse)).toHaveLength(1);
  });

  it('fails if its page stays malformed, and none of its rows are loaded', async () => {
    const { entries } = await schedule([unit('r1', 0), unit('r2', 0)], (request) =>
      restaurantOf(request) === 'r1' ? { body: '[{"guid": "a"}, {"id": "b"}]' } : oneOrder(request),
    );
    expect(entries.map(({ status }) => status)).toEqual(['failed', 'done']);
    expect(await loadedOrders(warehouse)).toHaveLength(1);
  });

  it('is fetched again after an answer that does not contain an entity', async () => {
    const details: Unit = { ...unit('r1', 0), resource: restaurantDetails };
    const bodies = ['', '[]', '{"guid": "r1"'];
    const { entries } = await schedule([details], () => ({
      body: bodies.shift() ?? '{"guid": "r1", "general": {}}',
    }));
    expect(entries).toMatchObject([{ status: 'done', rowsRead: 1 }]);
    expect(bodies).toEqual([]);
  });
});

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

describe('scheduleUnits', () => {
  const threeWindows = [unit('r1', 0), unit('r1', 1), unit('r1', 2)];

  it('records nothing of the units in flight when it is aborted', async () => {
    const stop = new AbortController();
    const { entries } = await schedule(
      threeWindows,
      (request) => {
        if (request.url.searchParams.get('startDate')?.startsWith('1970-01-02')) stop.abort();
        return oneOrder(request);
      },
      { signal: stop.signal },
    );
    expect(entries).toMatchObject([{ restaurantId: 'r1', start: 0, status: 'done' }]);
    expect(await ledgerStatuses()).toEqual(['r1 0 done']);
    expect(await loadedOrders(warehouse)).toHaveLength(1);
  });

  it('throws when Toast refuses the credentials, and records nothing', async () => {
    const refused = schedule(threeWindows, () => ({ status: 401, body: { message: 'no' } }));
    expect(await errorOf(refused)).toBeInstanceOf(ConfigurationError);
    expect(await ledgerStatuses()).toEqual([]);
  });

  it('throws when the database fails, and starts no further unit', async () => {
    await connection.run('drop table raw_toast.orders');
    let requests = 0;
    const scheduled = schedule(threeWindows, (request) => {
      requests += 1;
      return oneOrder(request);
    });
    expect(await errorOf(scheduled)).toBeInstanceOf(DatabaseError);
    expect(requests).toBe(1);
  });

  it('keeps to the window concurrency of a restaurant, and starts no unit before its delay', async () => {
    const units = [0, 1, 2, 3, 4, 5].map((windowDay) => ({
      ...unit('r1', windowDay),
      delayMs: windowDay * 10_000,
    }));
    const delays: number[] = [];
    let inFlight = 0;
    let peak = 0;
    const { client, runtime } = scriptedClient(oneOrder, 0);
    const spool = await openSpool();
    const onEvent = (event: ExtractEvent) => {
      if (event.type === 'started') {
        delays.push(runtime.now() - event.unit.delayMs);
        peak = Math.max(peak, (inFlight += 1));
      }
      if (event.type === 'ended') inFlight -= 1;
    };
    const options = extractOptions(warehouse, client, { runtime, windowConcurrency: 2, onEvent });
    await scheduleUnits(units, options, connection, spool);
    expect(delays).toHaveLength(6);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(0);
    expect(peak).toBeLessThanOrEqual(2);
  });

  it('reads as many windows of a restaurant at a time as the window concurrency allows', async () => {
    const { client, runtime, atATime } = scriptedClient(oneOrder, 10 * day, { latencyMs: 100 });
    const spool = await openSpool();
    const units = [0, 1, 2, 3, 4, 5].map((at) => unit('r1', at));
    const options = extractOptions(warehouse, client, { runtime, windowConcurrency: 3 });
    expect(await scheduleUnits(units, options, connection, spool)).toHaveLength(6);
    expect(atATime()).toBe(3);
  });

  it('does not delay other restaurants when one is rate limited', async () => {
    const units = ['r1', 'r2', 'r3'].flatMap((id) => [0, 1, 2].map((at) => unit(id, at)));
    let refusals = 4;
    const { client, runtime } = scriptedClient((request) =>
      restaurantOf(request) === 'r1' && refusals-- > 0
        ? { status: 429, body: '', headers: { 'Retry-After': '60' } }
        : oneOrder(request),
    );
    /* The limited restaurant sleeps until the others are done: if they waited for it, none would end. */
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
    const spool = await openSpool();
    const options = extractOptions(warehouse, client, { runtime, windowConcurrency: 2, onEvent });
    await scheduleUnits(units, options, connection, spool);
    expect(done.slice(0, 6).toSorted()).toEqual(['r2', 'r2', 'r2', 'r3', 'r3', 'r3']);
    expect(done.slice(6)).toEqual(['r1', 'r1', 'r1']);
  });

  it('keeps to the maximum number of concurrent requests across restaurants', async () => {
    const { client, runtime, atATime } = scriptedClient(oneOrder, 0, {
      concurrency: 3,
      latencyMs: 100,
    });
    const spool = await openSpool();
    const units = ['r1', 'r2', 'r3', 'r4'].flatMap((id) => [0, 1, 2].map((at) => unit(id, at)));
    const options = extractOptions(warehouse, client, { runtime, windowConcurrency: 3 });
    expect(await scheduleUnits(units, options, connection, spool)).toHaveLength(12);
    expect(atATime()).toBe(3);
  });

  it('reads the open-ended unit of a stream last, up to Toast’s clock at that time', async () => {
    const { client, runtime } = scriptedClient(oneOrder, 10 * day);
    const windows: [number, number][] = [];
    const onEvent = (event: ExtractEvent) => {
      if (event.type !== 'ended') return;
      windows.push([event.entry.start / day, event.entry.end / day]);
      runtime.advance(day);
    };
    const spool = await openSpool();
    const last: Unit = { ...unit('r1', 9), delayMs: 0, openEnded: true };
    const options = extractOptions(warehouse, client, { runtime, windowConcurrency: 2, onEvent });
    await scheduleUnits([last, unit('r1', 7), unit('r1', 8)], options, connection, spool);
    const starts = windows.map(([start]) => start);
    expect(starts.slice(0, 2).toSorted()).toEqual([7, 8]);
    expect(starts.slice(2)).toEqual([9]);
    /* Two windows took a day each. */
    expect(windows[2]?.[1]).toBeGreaterThanOrEqual(12);
  });
});

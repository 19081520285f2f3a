import { readdir } from 'node:fs/promises';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { ConfigurationError, DatabaseError } from '../../../src/errors.js';
import type { ExtractEvent } from '../../../src/extract/events.js';
import type { ExtractOptions } from '../../../src/extract/options.js';
import type { Unit } from '../../../src/extract/plan.js';
import { runUnits } from '../../../src/extract/run-units.js';
import { Spool } from '../../../src/extract/spool.js';
import { orders } from '../../../src/resources/orders.js';
import { restaurantDetails } from '../../../src/resources/restaurants.js';
import type { HttpRequest } from '../../../src/toast/transport.js';
import type { Connection } from '../../../src/warehouse/connection.js';
import { createRawTable } from '../../../src/warehouse/raw.js';
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
  const options = optionsOf(warehouse, client, { runtime, concurrency: 1, ...more });
  const running = runUnits(units, options, connection, spool);
  const entries = await running.finally(async () => {
    expect(await readdir(`${warehouse.path}.spool`)).toEqual([]);
  });
  return { entries, requests };
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
  it('by an abort records nothing of what was under way', async () => {
    const stop = new AbortController();
    const { entries } = await run(
      all,
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
    const refused = run(all, () => ({ status: 401, body: { message: 'no' } }));
    expect(await errorOf(refused)).toBeInstanceOf(ConfigurationError);
    expect(await statuses()).toEqual([]);
  });

  it('by the database says so, and does not go on', async () => {
    await connection.run('drop table raw_toast.orders');
    let asked = 0;
    const running = run(all, (request) => {
      asked += 1;
      return good(request);
    });
    expect(await errorOf(running)).toBeInstanceOf(DatabaseError);
    expect(asked).toBe(1);
  });
});

it('no more units are under way than may be, and none begins before its time', async () => {
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
  const options = optionsOf(warehouse, client, { runtime, concurrency: 2, onEvent });
  await runUnits(units, options, connection, spool);
  expect(started).toHaveLength(6);
  expect(Math.min(...started)).toBeGreaterThanOrEqual(0);
  expect(most).toBeLessThanOrEqual(2);
});

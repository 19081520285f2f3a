import { access } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { ConfigurationError, InterruptedError, UsageError } from '../../../src/errors.js';
import type { ExtractEvent } from '../../../src/extract/report/events.js';
import { dryRun } from '../../../src/extract/dry-run.js';
import { runExtract } from '../../../src/extract/run.js';
import { readStatus } from '../../../src/extract/report/status.js';
import type { Simulator } from 'toast-simulator';
import type { HttpRequest } from '../../../src/toast/transport.js';
import { Warehouse } from '../../../src/warehouse/warehouse.js';
import { errorOf } from '../../support/error-of.js';
import { temporaryWarehouse } from '../../support/temporary-warehouse.js';
import {
  day,
  historyStart,
  loadedOrders,
  loadLedger,
  startSmallSimulator,
  withSimulator,
} from './support/extraction.js';

let simulator: Simulator;
let warehouse: Warehouse;

beforeEach(async () => {
  simulator = await startSmallSimulator();
  warehouse = await temporaryWarehouse();
});

type Overrides = Parameters<typeof withSimulator>[3];

const extract = (overrides: Overrides = {}, into = warehouse) =>
  withSimulator(simulator, into, runExtract, overrides);

const loadStatus = () =>
  warehouse.with((connection) => readStatus(warehouse, connection, Date.now()));

const restaurantIds = () => simulator.world.restaurants.map(({ guid }) => guid);

const isOrders = ({ url }: HttpRequest) => url.pathname.endsWith('/ordersBulk');

/* Extracts everything in one run into another database, and loads the orders from there. */
async function ordersOfOneRun() {
  const other = await temporaryWarehouse();
  await extract({}, other);
  return loadedOrders(other);
}

describe('an extraction', () => {
  it('loads every order and moves the watermark of every restaurant to Toast’s clock', async () => {
    const summary = await extract();
    expect(summary).toMatchObject({ status: 'complete', problems: [], unitsLeft: 0, logins: 1 });
    const now = simulator.now().getTime();
    const { counts } = simulator.world.truth(now);
    expect(await loadedOrders(warehouse)).toHaveLength(counts.orders ?? -1);

    const status = await loadStatus();
    expect(status.lastRun).toMatchObject({ status: 'complete' });
    expect(status.tokenSeconds).toBeGreaterThan(80_000);
    const watermarks = status.resources.filter(({ resource }) => resource === 'orders');
    expect(watermarks).toMatchObject(
      restaurantIds()
        .toSorted()
        .map((restaurantId) => ({
          restaurantId,
          watermark: new Date(now).toISOString(),
          windowsFailed: 0,
          windowsSkipped: 0,
        })),
    );
  });

  it('reports discovery, and the start, pages and end of every unit, as events', async () => {
    const events: ExtractEvent['type'][] = [];
    await extract({ onEvent: ({ type }) => events.push(type), windowConcurrency: 1 });
    const count = (type: ExtractEvent['type']) => events.filter((event) => event === type).length;
    expect(events[0]).toBe('discovered');
    expect(count('started')).toBe(count('ended'));
    expect(count('page')).toBeGreaterThanOrEqual(count('ended'));
  });

  it('leaves no spooled pages behind and no secret in the database', async () => {
    await extract();
    await expect(access(`${warehouse.path}.spool`)).rejects.toThrow(/ENOENT/);
    const text = await warehouse.with(async (connection) =>
      JSON.stringify([
        await connection.all('from toast_meta.token'),
        await connection.all('from toast_meta.state'),
        await connection.all('from toast_meta.extract_run'),
      ]),
    );
    expect(text).not.toMatch(/demo-client|Bearer|eyJ/);
  });
});

describe('the restaurants of an extraction', () => {
  const restaurantsRead = async () =>
    new Set((await loadLedger(warehouse)).map(({ restaurant_id }) => restaurant_id));

  it('are those that the configuration lists', async () => {
    const [first] = restaurantIds();
    await extract({ restaurants: [first ?? ''] });
    expect([...(await restaurantsRead())]).toEqual([first]);
  });

  it('are those of the configured management group', async () => {
    const { managementGroupGuid } = simulator.world;
    await extract({ restaurants: restaurantIds().slice(1), managementGroup: managementGroupGuid });
    expect([...(await restaurantsRead())].toSorted()).toEqual(restaurantIds().toSorted());
  });

  it('cannot be found by management group without a member of the group', async () => {
    const error = await errorOf(extract({ managementGroup: simulator.world.managementGroupGuid }));
    expect(error).toBeInstanceOf(ConfigurationError);
  });

  it('can be selected by part of their name, ignoring case', async () => {
    let names: ReadonlyMap<string, string> = new Map();
    await extract({
      resources: [],
      onEvent: (event) => {
        if (event.type === 'discovered') names = event.names;
      },
    });
    const [[guid, name]] = [...names] as [[string, string]];
    expect([...names.values()].filter((other) => other === name)).toHaveLength(1);
    await extract({ only: [name.toUpperCase()] });
    expect([...(await restaurantsRead())]).toEqual([guid]);
  });

  it.each([[['Nowhere']], [['']], [[]]])(
    'cannot be selected by %j; the error suggests the accessible ones',
    async (only) => {
      const error = await errorOf(extract({ only }));
      expect(error).toBeInstanceOf(UsageError);
      expect((error as UsageError).suggestion).toContain(restaurantIds()[0]);
    },
  );

  it('must be configured when the credentials cannot list them', async () => {
    const overrideStatus = ({ url }: HttpRequest) =>
      url.pathname.includes('partners') ? 403 : undefined;
    const error = await errorOf(extract({ overrideStatus }));
    expect(error).toBeInstanceOf(ConfigurationError);
    expect((error as ConfigurationError).suggestion).toMatch(/`restaurants`/);
    expect(await extract({ overrideStatus, restaurants: restaurantIds() })).toMatchObject({
      status: 'complete',
    });
  });
});

describe('an extraction with unread windows', () => {
  it('is partial, and the next one fills the gap and deletes the failure from the ledger', async () => {
    const [first] = restaurantIds();
    const overrideStatus = (request: HttpRequest) =>
      isOrders(request) && request.restaurantId === first ? 403 : undefined;
    const partial = await extract({ overrideStatus });
    expect(partial.status).toBe('partial');
    expect(partial.problems.length).toBeGreaterThan(1);
    for (const problem of partial.problems) {
      expect(problem).toMatchObject({ status: 'skipped', restaurantId: first, resource: 'orders' });
    }
    const orders = (await loadStatus()).resources.filter(({ resource }) => resource === 'orders');
    expect(orders.find(({ restaurantId }) => restaurantId === first)).toMatchObject({
      watermark: new Date(historyStart).toISOString(),
      windowsDone: 0,
      reason: expect.stringContaining('refused'),
      rows: 0,
    });

    simulator.setNow(new Date(simulator.now().getTime() + day / 2));
    expect(await extract()).toMatchObject({ status: 'complete', logins: 0 });
    expect(await loadedOrders(warehouse)).toEqual(await ordersOfOneRun());
    expect((await loadLedger(warehouse)).every(({ status }) => status === 'done')).toBe(true);
  });

  it('keeps the watermark before the gap, although later windows were loaded', async () => {
    const [first] = restaurantIds();
    const gapDate = new Date(historyStart + 3 * day).toISOString().slice(0, 10);
    const overrideStatus = (request: HttpRequest) =>
      isOrders(request) &&
      request.restaurantId === first &&
      request.url.searchParams.get('startDate')?.startsWith(gapDate)
        ? 500
        : undefined;
    expect((await extract({ overrideStatus })).status).toBe('partial');
    const status = (await loadStatus()).resources.find(
      ({ resource, restaurantId }) => resource === 'orders' && restaurantId === first,
    );
    expect(status).toMatchObject({
      watermark: `${gapDate}T00:00:00.000Z`,
      windowsDone: 4,
      windowsFailed: 1,
    });
    expect(await extract()).toMatchObject({ status: 'complete' });
    expect(await loadedOrders(warehouse)).toEqual(await ordersOfOneRun());
  });
});

describe('an extraction that throws', () => {
  const throwing: Overrides = {
    onEvent: ({ type }) => {
      if (type === 'ended') throw new Error('broken on purpose');
    },
  };

  it('keeps what was committed, is recorded as failed and is completed by the next one', async () => {
    expect((await errorOf(extract(throwing))).message).toBe('broken on purpose');
    expect((await loadStatus()).lastRun).toMatchObject({ status: 'failed' });
    expect(await extract()).toMatchObject({ status: 'complete' });
    expect(await loadedOrders(warehouse)).toEqual(await ordersOfOneRun());
  });

  it('throws the first error, even if the failure cannot be recorded', async () => {
    await warehouse.with(async (connection) => {
      await connection.run('drop table toast_meta.extract_run');
      await connection.run(
        `create table toast_meta.extract_run (
          run_id varchar, status varchar check (status <> 'failed'),
          started_at timestamptz, finished_at timestamptz
        )`,
      );
    });
    expect((await errorOf(extract(throwing))).message).toBe('broken on purpose');
  });
});

describe('an interrupted extraction', () => {
  it('leaves a valid database, which the next extraction completes to the same rows', async () => {
    const stop = new AbortController();
    let ended = 0;
    const interrupted = await extract({
      signal: stop.signal,
      onEvent: ({ type }) => {
        if (type === 'ended' && (ended += 1) === 4) stop.abort();
      },
    });
    expect(interrupted.status).toBe('interrupted');
    expect(interrupted.unitsLeft).toBeGreaterThan(0);
    expect((await loadStatus()).lastRun).toMatchObject({ status: 'interrupted' });

    warehouse.close();
    const reopened = await Warehouse.open(warehouse.path, { mode: 'write' });
    expect(await extract({}, reopened)).toMatchObject({ status: 'complete' });
    expect(await loadedOrders(reopened)).toEqual(await ordersOfOneRun());
    reopened.close();
  });

  it('throws if it is interrupted while it looks for restaurants, and leaves no spool', async () => {
    const stop = new AbortController();
    const overrideStatus = () => {
      stop.abort(new InterruptedError('Stopped.'));
      return undefined;
    };
    const error = await errorOf(extract({ signal: stop.signal, overrideStatus }));
    expect(error).toBeInstanceOf(InterruptedError);
    expect(await loadLedger(warehouse)).toEqual([]);
    await expect(access(`${warehouse.path}.spool`)).rejects.toThrow(/ENOENT/);
  });
});

describe('a dry run', () => {
  it('plans what an extraction would read, and stores nothing but the token', async () => {
    const units = await withSimulator(simulator, warehouse, dryRun);
    const orders = units.filter(({ resource }) => resource.name === 'orders');
    expect(orders).toHaveLength(2 * 5);
    expect(await loadLedger(warehouse)).toEqual([]);
    expect(await loadedOrders(warehouse)).toEqual([]);
    const status = await loadStatus();
    expect(status).toMatchObject({ lastRun: null, resources: [] });
    expect(status.tokenSeconds).toBeGreaterThan(0);
    expect(await extract()).toMatchObject({ logins: 0 });
  });
});

it('an extraction of a given range reads that range again, whatever was read before', async () => {
  await extract();
  const before = simulator.requests().length;
  const range = { start: historyStart + day, end: historyStart + 2 * day };
  const summary = await extract({ range });
  expect(summary).toMatchObject({ status: 'complete' });
  const requests = simulator
    .requests()
    .slice(before)
    .filter(({ path, query }) => path.endsWith('/ordersBulk') && query.page === '1');
  expect(requests.map(({ query }) => [query.startDate, query.endDate])).toEqual(
    Array(2).fill(['2026-03-02T00:00:00.000+0000', '2026-03-03T00:00:00.000+0000']),
  );
});

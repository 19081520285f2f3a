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
  landedOrders,
  ledger,
  overSimulator,
  smallGroup,
  worldStart,
} from './support/extraction.js';

const day = 24 * 60 * 60_000;

let simulator: Simulator;
let warehouse: Warehouse;

beforeEach(async () => {
  simulator = await smallGroup();
  warehouse = await temporaryWarehouse();
});

type More = Parameters<typeof overSimulator>[3];

const extract = (more: More = {}, into = warehouse) =>
  overSimulator(simulator, into, runExtract, more);

const statusOf = (into = warehouse) =>
  into.with((connection) => readStatus(into, connection, Date.now()));

const guids = () => simulator.world.restaurants.map(({ guid }) => guid);

const isOrders = ({ url }: HttpRequest) => url.pathname.endsWith('/ordersBulk');

/* What a database holds into which everything was read at once. */
async function everything() {
  const other = await temporaryWarehouse();
  await extract({}, other);
  return landedOrders(other);
}

describe('a run', () => {
  it('reads all that there is, and says where it stands', async () => {
    const summary = await extract();
    expect(summary).toMatchObject({ status: 'complete', problems: [], unitsLeft: 0, logins: 1 });
    const now = simulator.now().getTime();
    const { counts } = simulator.world.truth(now);
    expect(await landedOrders(warehouse)).toHaveLength(counts.orders ?? -1);

    const status = await statusOf();
    expect(status.lastRun).toMatchObject({ status: 'complete' });
    expect(status.tokenSeconds).toBeGreaterThan(80_000);
    const watermarks = status.resources.filter(({ resource }) => resource === 'orders');
    expect(watermarks).toMatchObject(
      guids()
        .toSorted()
        .map((restaurantId) => ({
          restaurantId,
          watermark: new Date(now).toISOString(),
          windowsFailed: 0,
          windowsSkipped: 0,
        })),
    );
  });

  it('tells what it does while it goes on', async () => {
    const events: ExtractEvent['type'][] = [];
    await extract({ onEvent: ({ type }) => events.push(type), windowConcurrency: 1 });
    const count = (type: ExtractEvent['type']) => events.filter((event) => event === type).length;
    expect(events[0]).toBe('discovered');
    expect(count('started')).toBe(count('ended'));
    expect(count('page')).toBeGreaterThanOrEqual(count('ended'));
  });

  it('leaves no pages behind, and no secret in the file', async () => {
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

describe('the restaurants', () => {
  const read = async () =>
    new Set((await ledger(warehouse)).map(({ restaurant_id }) => restaurant_id));

  it('are those that the configuration lists', async () => {
    const [first] = guids();
    await extract({ restaurants: [first ?? ''] });
    expect([...(await read())]).toEqual([first]);
  });

  it('are those of the management group', async () => {
    const { managementGroupGuid } = simulator.world;
    await extract({ restaurants: guids().slice(1), managementGroup: managementGroupGuid });
    expect([...(await read())].toSorted()).toEqual(guids().toSorted());
  });

  it('of a management group need one of its members', async () => {
    const error = await errorOf(extract({ managementGroup: simulator.world.managementGroupGuid }));
    expect(error).toBeInstanceOf(ConfigurationError);
  });

  it('can be chosen by a part of their name, whatever its case', async () => {
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
    expect([...(await read())]).toEqual([guid]);
  });

  it.each([[['Nowhere']], [['']], [[]]])('cannot be chosen by %j', async (only) => {
    const error = await errorOf(extract({ only }));
    expect(error).toBeInstanceOf(UsageError);
    expect((error as UsageError).suggestion).toContain(guids()[0]);
  });

  it('have to be listed when the credentials cannot list them', async () => {
    const refuse = ({ url }: HttpRequest) => (url.pathname.includes('partners') ? 403 : undefined);
    const error = await errorOf(extract({ refuse }));
    expect(error).toBeInstanceOf(ConfigurationError);
    expect((error as ConfigurationError).suggestion).toMatch(/`restaurants`/);
    expect(await extract({ refuse, restaurants: guids() })).toMatchObject({ status: 'complete' });
  });
});

describe('what could not be read', () => {
  it('makes a run partial; the next one fills the hole and forgets the failure', async () => {
    const [first] = guids();
    const refuse = (request: HttpRequest) =>
      isOrders(request) && request.restaurantId === first ? 403 : undefined;
    const partial = await extract({ refuse });
    expect(partial.status).toBe('partial');
    expect(partial.problems.length).toBeGreaterThan(1);
    for (const problem of partial.problems) {
      expect(problem).toMatchObject({ status: 'skipped', restaurantId: first, resource: 'orders' });
    }
    const orders = (await statusOf()).resources.filter(({ resource }) => resource === 'orders');
    expect(orders.find(({ restaurantId }) => restaurantId === first)).toMatchObject({
      watermark: new Date(worldStart).toISOString(),
      windowsDone: 0,
      reason: expect.stringContaining('refused'),
      rows: 0,
    });

    simulator.setNow(new Date(simulator.now().getTime() + day / 2));
    expect(await extract()).toMatchObject({ status: 'complete', logins: 0 });
    expect(await landedOrders(warehouse)).toEqual(await everything());
    expect((await ledger(warehouse)).every(({ status }) => status === 'done')).toBe(true);
  });

  it('keeps the watermark before the hole, though later windows were read', async () => {
    const [first] = guids();
    const hole = new Date(worldStart + 3 * day).toISOString().slice(0, 10);
    const refuse = (request: HttpRequest) =>
      isOrders(request) &&
      request.restaurantId === first &&
      request.url.searchParams.get('startDate')?.startsWith(hole)
        ? 500
        : undefined;
    expect((await extract({ refuse })).status).toBe('partial');
    const stands = (await statusOf()).resources.find(
      ({ resource, restaurantId }) => resource === 'orders' && restaurantId === first,
    );
    expect(stands).toMatchObject({
      watermark: `${hole}T00:00:00.000Z`,
      windowsDone: 4,
      windowsFailed: 1,
    });
    expect(await extract()).toMatchObject({ status: 'complete' });
    expect(await landedOrders(warehouse)).toEqual(await everything());
  });
});

describe('a run that breaks', () => {
  const breaking: More = {
    onEvent: ({ type }) => {
      if (type === 'ended') throw new Error('broken on purpose');
    },
  };

  it('keeps what was committed, and says that it failed', async () => {
    expect((await errorOf(extract(breaking))).message).toBe('broken on purpose');
    expect((await statusOf()).lastRun).toMatchObject({ status: 'failed' });
    expect(await extract()).toMatchObject({ status: 'complete' });
    expect(await landedOrders(warehouse)).toEqual(await everything());
  });

  it('says why, even when the database breaks with it', async () => {
    await warehouse.with(async (connection) => {
      await connection.run('drop table toast_meta.extract_run');
      await connection.run(
        `create table toast_meta.extract_run (
          run_id varchar, status varchar check (status <> 'failed'),
          started_at timestamptz, finished_at timestamptz
        )`,
      );
    });
    expect((await errorOf(extract(breaking))).message).toBe('broken on purpose');
  });
});

describe('an interruption', () => {
  it('leaves the database good, and the next run completes to the same rows', async () => {
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
    expect((await statusOf()).lastRun).toMatchObject({ status: 'interrupted' });

    warehouse.close();
    const reopened = await Warehouse.open(warehouse.path, { mode: 'write' });
    expect(await extract({}, reopened)).toMatchObject({ status: 'complete' });
    expect(await landedOrders(reopened)).toEqual(await everything());
    reopened.close();
  });

  it('while the restaurants are looked for ends the run too', async () => {
    const stop = new AbortController();
    const refuse = () => {
      stop.abort(new InterruptedError('Stopped.'));
      return undefined;
    };
    const error = await errorOf(extract({ signal: stop.signal, refuse }));
    expect(error).toBeInstanceOf(InterruptedError);
    expect(await ledger(warehouse)).toEqual([]);
    await expect(access(`${warehouse.path}.spool`)).rejects.toThrow(/ENOENT/);
  });
});

describe('a dry run', () => {
  it('plans what a run would read, and stores nothing but the token', async () => {
    const units = await overSimulator(simulator, warehouse, dryRun);
    const orders = units.filter(({ resource }) => resource.name === 'orders');
    expect(orders).toHaveLength(2 * 5);
    expect(await ledger(warehouse)).toEqual([]);
    expect(await landedOrders(warehouse)).toEqual([]);
    const status = await statusOf();
    expect(status).toMatchObject({ lastRun: null, resources: [] });
    expect(status.tokenSeconds).toBeGreaterThan(0);
    expect(await extract()).toMatchObject({ logins: 0 });
  });
});

it('a given range is read again, whatever was read before', async () => {
  await extract();
  const before = simulator.requests().length;
  const range = { start: worldStart + day, end: worldStart + 2 * day };
  const summary = await extract({ range });
  expect(summary).toMatchObject({ status: 'complete' });
  const asked = simulator
    .requests()
    .slice(before)
    .filter(({ path, query }) => path.endsWith('/ordersBulk') && query.page === '1');
  expect(asked.map(({ query }) => [query.startDate, query.endDate])).toEqual(
    Array(2).fill(['2026-03-02T00:00:00.000+0000', '2026-03-03T00:00:00.000+0000']),
  );
});

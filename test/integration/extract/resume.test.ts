import { access } from 'node:fs/promises';
import type { Simulator } from 'toast-simulator';
import { beforeEach, describe, expect, it } from 'vitest';
import { InterruptedError } from '../../../src/errors.js';
import type { HttpRequest } from '../../../src/toast/transport.js';
import { Warehouse } from '../../../src/warehouse/warehouse.js';
import { errorOf } from '../../support/error-of.js';
import { day, historyStart, loadedOrders, loadLedger } from './support/extraction.js';
import {
  isOrders,
  openSmallExtraction,
  type Overrides,
  type SmallExtraction,
} from './support/small-extraction.js';

let simulator: Simulator;
let warehouse: Warehouse;
let restaurantIds: readonly string[];
let extract: SmallExtraction['extract'];
let readStatus: SmallExtraction['readStatus'];
let ordersOfOneRun: SmallExtraction['ordersOfOneRun'];

beforeEach(async () => {
  ({ simulator, warehouse, restaurantIds, extract, readStatus, ordersOfOneRun } =
    await openSmallExtraction());
});

describe('an extraction with unread windows', () => {
  it('is partial, and the next one fills the gap and deletes the failure from the ledger', async () => {
    const [first] = restaurantIds;
    const overrideStatus = (request: HttpRequest) =>
      isOrders(request) && request.restaurantId === first ? 403 : undefined;
    const partial = await extract({ overrideStatus });
    expect(partial.status).toBe('partial');
    expect(partial.problems.length).toBeGreaterThan(1);
    for (const problem of partial.problems) {
      expect(problem).toMatchObject({ status: 'skipped', restaurantId: first, resource: 'orders' });
    }
    const orders = (await readStatus()).resources.filter(({ resource }) => resource === 'orders');
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
    const [first] = restaurantIds;
    const gapDate = new Date(historyStart + 3 * day).toISOString().slice(0, 10);
    const overrideStatus = (request: HttpRequest) =>
      isOrders(request) &&
      request.restaurantId === first &&
      request.url.searchParams.get('startDate')?.startsWith(gapDate)
        ? 500
        : undefined;
    expect((await extract({ overrideStatus })).status).toBe('partial');
    const status = (await readStatus()).resources.find(
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
    expect((await readStatus()).lastRun).toMatchObject({ status: 'failed' });
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
    expect((await readStatus()).lastRun).toMatchObject({ status: 'interrupted' });

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

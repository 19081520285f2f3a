import { access } from 'node:fs/promises';
import type { Simulator } from 'toast-simulator';
import { beforeEach, describe, expect, it } from 'vitest';
import { ClockError, exitCodes } from '../../../src/errors.js';
import { dryRun } from '../../../src/extract/dry-run.js';
import { settledAt } from '../../../src/extract/plan/windows.js';
import type { ExtractEvent } from '../../../src/extract/report/events.js';
import type { Warehouse } from '../../../src/warehouse/warehouse.js';
import { errorOf } from '../../support/error-of.js';
import {
  day,
  historyStart,
  loadedOrders,
  loadLedger,
  withSimulator,
} from './support/extraction.js';
import { openSmallExtraction, type SmallExtraction } from './support/small-extraction.js';

let simulator: Simulator;
let warehouse: Warehouse;
let restaurantIds: readonly string[];
let extract: SmallExtraction['extract'];
let readStatus: SmallExtraction['readStatus'];

beforeEach(async () => {
  ({ simulator, warehouse, restaurantIds, extract, readStatus } = await openSmallExtraction());
});

describe('an extraction', () => {
  it('loads every order and moves the watermark of every restaurant to where Toast’s data is settled', async () => {
    const startedAt = performance.now();
    const summary = await extract();
    expect(summary).toMatchObject({ status: 'complete', problems: [], unitsLeft: 0, logins: 1 });
    const now = simulator.now().getTime();
    const { counts } = simulator.world.truth(now);
    expect(await loadedOrders(warehouse)).toHaveLength(counts.orders ?? -1);

    const status = await readStatus();
    expect(status.lastRun).toMatchObject({ status: 'complete' });
    expect(status.tokenSeconds).toBeGreaterThan(80_000);
    const watermarks = status.resources.filter(({ resource }) => resource === 'orders');
    expect(watermarks).toMatchObject(
      restaurantIds.toSorted().map((restaurantId) => ({
        restaurantId,
        windowsFailed: 0,
        windowsSkipped: 0,
      })),
    );
    /* Toast's clock stands still, and the client's runs on from its last answer. */
    const ahead = watermarks.map(({ watermark }) => Date.parse(watermark ?? '') - settledAt(now));
    expect(Math.min(...ahead)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...ahead)).toBeLessThanOrEqual(performance.now() - startedAt);
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
    expect(text).not.toMatch(/demo-client|Bearer|eyJ[\w-]+\.eyJ/);
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

describe('a dry run', () => {
  it('plans what an extraction would read, and stores nothing but the token', async () => {
    const units = await withSimulator(simulator, warehouse, dryRun);
    const orders = units.filter(({ resource }) => resource.name === 'orders');
    expect(orders).toHaveLength(2 * 5);
    expect(await loadLedger(warehouse)).toEqual([]);
    expect(await loadedOrders(warehouse)).toEqual([]);
    const status = await readStatus();
    expect(status).toMatchObject({ lastRun: null, resources: [] });
    expect(status.tokenSeconds).toBeGreaterThan(0);
    expect(await extract()).toMatchObject({ logins: 0 });
  });
});

describe('the clock of Toast', () => {
  it('before the start of the history ends the run with an error, and leaves nothing unread', async () => {
    const error = await errorOf(extract({ serverTime: 0 }));
    expect(error).toBeInstanceOf(ClockError);
    expect(error).toMatchObject({ exitCode: exitCodes.api });
    expect(await loadLedger(warehouse)).toEqual([]);
    expect((await readStatus()).lastRun).toMatchObject({ status: 'failed' });

    await extract();
    const { counts } = simulator.world.truth(simulator.now().getTime());
    expect(await loadedOrders(warehouse)).toHaveLength(counts.orders ?? -1);
  });

  it('is reported if it is more than a day off', async () => {
    const serverTime = Math.floor(Date.now() / 1000) * 1000;
    const reported = async (time: number) => {
      const events: ExtractEvent[] = [];
      const options = { serverTime: time, onEvent: (event: ExtractEvent) => events.push(event) };
      await extract({ ...options, resources: [], start: 0 });
      return events.filter(({ type }) => type === 'clock-off');
    };
    expect(await reported(serverTime)).toEqual([]);
    expect(await reported(serverTime - 2 * day)).toMatchObject([{ type: 'clock-off' }]);
  });
});

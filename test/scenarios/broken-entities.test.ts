import type { FaultRule } from 'toast-simulator';
import { describe, expect, it } from 'vitest';
import { readStatus } from '../../src/extract/report/status.js';
import type { Pipeline } from '../support/pipeline.js';
import { rawDigests } from '../support/rows.js';
import { shared } from '../support/vitest/when-done.js';
import { startExtractedFaultWorld } from './support/fault-world.js';

const orders = '/orders/v2/ordersBulk';
const resources = ['restaurants', 'restaurant_details', 'orders', 'prep_stations', 'devices'];

const undisturbed = shared(() => startExtractedFaultWorld(5, { resources }));

const ordersOf = ({ warehouse }: Pipeline) =>
  warehouse.with((connection) =>
    connection.all('select restaurant_id, id from raw_toast.orders order by all'),
  );

const statusOf = ({ warehouse }: Pipeline) =>
  warehouse.with((connection) => readStatus(warehouse, connection, Date.now()));

/* Breaks the first order of the first window of the first restaurant. */
async function extractBroken(page: NonNullable<FaultRule['fault']['page']>) {
  const { simulator, another } = undisturbed();
  const [restaurant = ''] = simulator.world.restaurants.map(({ guid }) => guid);
  const disturbed = await another();
  const query = { startDate: '2026-03-01T00:00:00.000+0000', page: '1' };
  simulator.setFaults({ rules: [{ endpoint: orders, restaurant, query, fault: { page } }] });
  const summary = await disturbed.extract();
  await simulator.clearFaults();
  return { disturbed, summary, restaurant };
}

describe('an order that is broken', () => {
  it.each([
    ['nan', 'contains NaN or Infinity, which are not JSON'],
    ['nullGuid', 'has no guid'],
    ['noGuid', 'has no guid'],
  ] as const)(
    '%s: all others are loaded, the run is partial and names it, and a good version clears it',
    async (fault, reason) => {
      const { disturbed, summary, restaurant } = await extractBroken(fault);
      expect(summary).toMatchObject({ status: 'partial', problems: [] });
      expect(summary.rejected).toMatchObject([
        { restaurantId: restaurant, resource: 'orders', reason },
      ]);
      expect(summary.rejected[0]?.restaurant).not.toBe('');
      const all = await ordersOf(undisturbed());
      const loaded = await ordersOf(disturbed);
      expect(loaded).toHaveLength(all.length - 1);

      /* The window counts as read, so that a run does not repeat it, and status keeps the order. */
      expect(await disturbed.extract()).toMatchObject({ status: 'complete', rejected: [] });
      expect(await statusOf(disturbed)).toMatchObject({ rejected: summary.rejected });

      expect(await disturbed.extract({ fullRefresh: true })).toMatchObject({ status: 'complete' });
      expect((await statusOf(disturbed)).rejected).toEqual([]);
      expect(await rawDigests(disturbed.warehouse)).toEqual(undisturbed().raw);
    },
  );

  it.each(['surrogate', 'latin1', 'nul'] as const)(
    '%s: is repaired and loaded, and the run is complete',
    async (fault) => {
      const { disturbed, summary } = await extractBroken(fault);
      expect(summary).toMatchObject({ status: 'complete', problems: [], rejected: [] });
      expect(await ordersOf(disturbed)).toEqual(await ordersOf(undisturbed()));
      const [row] = await disturbed.warehouse.with((connection) =>
        connection.all(
          `select count(*)::integer as repaired from raw_toast.orders
          where contains(payload ->> '$.simulatedFault', '\ufffd')`,
        ),
      );
      expect(row).toEqual({ repaired: 1 });
    },
  );
});

it('a 404 of an optional endpoint is named once and is no failure; a later 200 is read', async () => {
  const { simulator, raw, another } = undisturbed();
  const restaurantIds = simulator.world.restaurants.map(({ guid }) => guid);
  const disturbed = await another();
  simulator.setFaults({
    rules: [
      { endpoint: '/kitchen/v1/published/prepStations', fault: { status: 404 } },
      { endpoint: '/device-details/v1/device-info', fault: { status: 404 } },
    ],
  });
  const { status, problems, notFound } = await disturbed.extract();
  expect({ status, problems }).toEqual({ status: 'complete', problems: [] });
  expect(notFound.map(({ resource }) => resource).toSorted()).toEqual(['devices', 'prep_stations']);
  for (const one of notFound)
    expect(one.restaurantIds.toSorted()).toEqual(restaurantIds.toSorted());
  const reasons = async () =>
    (await statusOf(disturbed)).resources
      .filter(({ resource }) => resource === 'devices')
      .map(({ reason, windowsDone }) => [windowsDone, reason?.includes('404') ?? false]);
  expect(await reasons()).toEqual(restaurantIds.map(() => [1, true]));

  await simulator.clearFaults();
  expect(await disturbed.extract()).toMatchObject({ status: 'complete', notFound: [] });
  expect(await reasons()).toEqual(restaurantIds.map(() => [1, false]));
  expect(await rawDigests(disturbed.warehouse)).toEqual(raw);
});

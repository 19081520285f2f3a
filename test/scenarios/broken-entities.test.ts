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

type Broken = NonNullable<FaultRule['fault']['page']>;

/*
 * Breaks the first order of pages of the first window: of both pages of the first restaurant, and of the first
 * page of the second.
 */
async function extractBroken(...faults: readonly [Broken, Broken, Broken]) {
  const { simulator, another } = undisturbed();
  const [first = '', second = ''] = simulator.world.restaurants.map(({ guid }) => guid);
  const places = [
    { restaurant: first, page: '1' },
    { restaurant: first, page: '2' },
    { restaurant: second, page: '1' },
  ];
  const disturbed = await another();
  const rules = places.map(({ restaurant, page }, index): FaultRule => {
    const query = { startDate: '2026-03-01T00:00:00.000+0000', page };
    return { endpoint: orders, restaurant, query, fault: { page: faults[index]! } };
  });
  simulator.setFaults({ rules });
  const summary = await disturbed.extract();
  expect(simulator.faults().rules.map(({ fired }) => fired > 0)).toEqual([true, true, true]);
  await simulator.clearFaults();
  return { disturbed, summary, first, second };
}

describe('orders that are broken', () => {
  it('that cannot be loaded: all others are, the run is partial and names them, and good versions clear them', async () => {
    const { disturbed, summary, first, second } = await extractBroken('nan', 'nullGuid', 'noGuid');
    expect(summary).toMatchObject({ status: 'partial', problems: [] });
    const found = summary.rejected.map(({ restaurantId, resource, reason }) => {
      return [restaurantId, resource, reason];
    });
    expect(found.toSorted()).toEqual(
      [
        [first, 'orders', 'contains NaN or Infinity, which are not JSON'],
        [first, 'orders', 'has no guid'],
        [second, 'orders', 'has no guid'],
      ].toSorted(),
    );
    for (const { restaurant } of summary.rejected) expect(restaurant).not.toBe('');
    const all = await ordersOf(undisturbed());
    const loaded = await ordersOf(disturbed);
    expect(loaded).toHaveLength(all.length - 3);

    /* The window counts as read, so that a run does not repeat it, and status keeps the orders. */
    expect(await disturbed.extract()).toMatchObject({ status: 'complete', rejected: [] });
    expect(await statusOf(disturbed)).toMatchObject({ rejected: summary.rejected });

    expect(await disturbed.extract({ fullRefresh: true })).toMatchObject({ status: 'complete' });
    expect((await statusOf(disturbed)).rejected).toEqual([]);
    expect(await rawDigests(disturbed.warehouse)).toEqual(undisturbed().raw);
  });

  it('in their text: are repaired and loaded, and the run is complete', async () => {
    const { disturbed, summary, first, second } = await extractBroken('surrogate', 'latin1', 'nul');
    expect(summary).toMatchObject({ status: 'complete', problems: [], rejected: [] });
    expect(await ordersOf(disturbed)).toEqual(await ordersOf(undisturbed()));
    const repaired = await disturbed.warehouse.with((connection) =>
      connection.all(
        `select restaurant_id, count(*)::integer as repaired from raw_toast.orders
        where contains(payload ->> '$.simulatedFault', '\ufffd') group by all`,
      ),
    );
    expect(new Map(repaired.map((row) => [row.restaurant_id, row.repaired]))).toEqual(
      new Map([
        [first, 2],
        [second, 1],
      ]),
    );
  });
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

import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../../src/errors.js';
import { readStatus } from '../../src/extract/report/status.js';
import type { FaultRule } from 'toast-simulator';
import { startExtractedFaultWorld, startFaultWorld } from './support/fault-world.js';
import { outageScenario } from './support/outages.js';
import { errorOf } from '../support/error-of.js';
import type { Pipeline } from '../support/pipeline.js';
import { rawDigests, rawDigestsByRestaurant } from '../support/rows.js';
import { shared } from '../support/vitest/when-done.js';

const orders = '/orders/v2/ordersBulk';
const resources = [
  ...['restaurant_details', 'orders', 'time_entries', 'shifts', 'menu_items', 'published_menus'],
];

interface Refusal {
  rule: (restaurantIds: readonly string[]) => FaultRule;
  /** Which resources of which restaurants are not read. */
  skipped: { resources: readonly string[]; restaurants: readonly number[] };
  status: 'skipped' | 'failed';
}

/* One run each, with refusals of different streams, and others that are not refused. */
const cases: Record<string, readonly Refusal[]> = {
  'a permanent 401 on an endpoint, a 403 on one of one restaurant, content that stays broken': [
    {
      rule: () => ({ endpoint: orders, fault: { status: 401 } }),
      skipped: { resources: ['orders'], restaurants: [0, 1] },
      status: 'skipped',
    },
    {
      rule: ([, second]) => ({
        endpoint: '/labor/v1/timeEntries',
        restaurant: second ?? '',
        fault: { status: 403 },
      }),
      skipped: { resources: ['time_entries'], restaurants: [1] },
      status: 'skipped',
    },
    {
      rule: () => ({ endpoint: '/menus/v2/menus', fault: { page: 'garbled' } }),
      skipped: { resources: ['published_menus'], restaurants: [0, 1] },
      status: 'failed',
    },
  ],
  'a 400 on an endpoint, a 409 at each request of one, a 503 on one of one restaurant': [
    {
      rule: () => ({ endpoint: '/labor/v1/shifts', fault: { status: 400 } }),
      skipped: { resources: ['shifts'], restaurants: [0, 1] },
      status: 'skipped',
    },
    /* As if the listing was published again before each. */
    {
      rule: () => ({ endpoint: '/config/v2/menuItems', fault: { status: 409 } }),
      skipped: { resources: ['menu_items'], restaurants: [0, 1] },
      status: 'skipped',
    },
    {
      rule: ([first]) => ({ endpoint: orders, restaurant: first ?? '', fault: { status: 503 } }),
      skipped: { resources: ['orders'], restaurants: [0] },
      status: 'failed',
    },
  ],
  'a 403 on every endpoint of one restaurant': [
    {
      rule: ([first]) => ({ restaurant: first ?? '', fault: { status: 403 } }),
      skipped: { resources, restaurants: [0] },
      status: 'skipped',
    },
  ],
};

const statusOf = ({ warehouse }: Pipeline) =>
  warehouse.with((connection) => readStatus(warehouse, connection, Date.now()));

async function incompleteStreams(pipeline: Pipeline) {
  const { resources } = await statusOf(pipeline);
  return resources.filter((one) => one.windowsSkipped + one.windowsFailed > 0);
}

const undisturbed = shared(async () => {
  const world = await startExtractedFaultWorld(4, { resources });
  return { ...world, byRestaurant: await rawDigestsByRestaurant(world.warehouse) };
});

describe('an endpoint refuses or fails for good', () => {
  it.each(Object.entries(cases))(
    '%s: exactly that is skipped and reported, and the next run fills the gap',
    async (_, refusals) => {
      const { simulator, byRestaurant: expected, another } = undisturbed();
      const restaurantIds = simulator.world.restaurants.map(({ guid }) => guid);
      const statuses = new Map<string, Refusal['status']>(
        refusals.flatMap(({ skipped, status }) =>
          skipped.restaurants.flatMap((index) =>
            skipped.resources.map(
              (resource) => [`${resource} ${restaurantIds[index]}`, status] as const,
            ),
          ),
        ),
      );
      const affected = [...statuses.keys()];

      const disturbed = await another();
      simulator.setFaults({ rules: refusals.map(({ rule }) => rule(restaurantIds)) });
      const summary = await disturbed.extract();
      expect(summary.status).toBe('partial');
      for (const { resource, restaurantId, status } of summary.problems) {
        const stream = `${resource} ${restaurantId}`;
        expect([stream, status]).toEqual([stream, statuses.get(stream)]);
      }
      const problems = summary.problems.map((one) => `${one.resource} ${one.restaurantId}`);
      expect(new Set(problems)).toEqual(new Set(affected));

      const loaded = await rawDigestsByRestaurant(disturbed.warehouse);
      const untouched = Object.entries(expected).filter(
        ([key]) => !affected.includes(key.replace('raw_toast.', '')),
      );
      expect(loaded).toEqual(Object.fromEntries(untouched));

      const incomplete = await incompleteStreams(disturbed);
      expect(new Set(incomplete.map((one) => `${one.resource} ${one.restaurantId}`))).toEqual(
        new Set(affected),
      );
      for (const { reason, resource, watermark } of incomplete) {
        expect(reason).not.toBeNull();
        if (watermark !== null && resource === 'orders') {
          expect(watermark).toBe('2026-03-01T00:00:00.000Z');
        }
      }

      await simulator.clearFaults();
      expect((await disturbed.extract()).status).toBe('complete');
      expect(await rawDigestsByRestaurant(disturbed.warehouse)).toEqual(expected);
      expect(await incompleteStreams(disturbed)).toEqual([]);
    },
  );

  it('a 400 on one window: other windows are read, no watermark passes it, and the next run reads it', async () => {
    const { simulator, raw, another } = undisturbed();
    const disturbed = await another();
    const [restaurant = ''] = simulator.world.restaurants.map(({ guid }) => guid);
    const window = { startDate: '2026-03-01T00:00:00.000+0000' };
    simulator.setFaults({
      rules: [{ endpoint: orders, restaurant, query: window, fault: { status: 400 } }],
    });
    const { problems } = await disturbed.extract();
    expect(problems).toMatchObject([
      { resource: 'orders', restaurantId: restaurant, windowStart: '2026-03-01T00:00:00.000Z' },
    ]);
    const found = (await statusOf(disturbed)).resources.find(
      (one) => one.resource === 'orders' && one.restaurantId === restaurant,
    );
    expect(found).toMatchObject({ watermark: '2026-03-01T00:00:00.000Z', windowsSkipped: 1 });
    expect(found?.windowsDone).toBeGreaterThanOrEqual(1);

    await simulator.clearFaults();
    await disturbed.extract();
    expect(await rawDigests(disturbed.warehouse)).toEqual(raw);
  });
});

it.each([1, 5, 20])(
  'the API is down from request %i on, for longer than the retries last: the next run ends with the same rows',
  async (from) => {
    await outageScenario(undisturbed(), from);
  },
);

it.each([401, 403] as const)(
  'a login that is refused with %i ends the run with a configuration error, and the next run completes',
  async (status) => {
    const { simulator, extract } = await startFaultWorld(4, { resources: ['restaurants'] });
    simulator.setFaults({ rules: [{ endpoint: '/authentication/*', fault: { status } }] });
    expect(await errorOf(extract())).toBeInstanceOf(ConfigurationError);
    await simulator.clearFaults();
    expect((await extract()).status).toBe('complete');
  },
);

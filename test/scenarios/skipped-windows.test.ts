import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../../src/errors.js';
import { readStatus } from '../../src/extract/report/status.js';
import type { FaultRule } from 'toast-simulator';
import { startFaultWorld } from './support/fault-world.js';
import { outageRound } from './support/outage.js';
import { errorOf } from '../support/error-of.js';
import type { Pipeline } from '../support/pipeline.js';
import { rawDigests, rawDigestsByRestaurant } from '../support/rows.js';

const orders = '/orders/v2/ordersBulk';
const resources = [
  ...['restaurant_details', 'orders', 'time_entries', 'shifts', 'menu_items', 'published_menus'],
];

interface Case {
  rule: (restaurantIds: readonly string[]) => FaultRule;
  /** What is not read, of which of the restaurants. */
  skipped: { resources: readonly string[]; restaurants: readonly number[] };
  status: 'skipped' | 'failed';
}

const cases: Record<string, Case> = {
  'a 401 for ever on an endpoint': {
    rule: () => ({ endpoint: orders, fault: { status: 401 } }),
    skipped: { resources: ['orders'], restaurants: [0, 1] },
    status: 'skipped',
  },
  'a 403 on an endpoint of a restaurant': {
    rule: ([, second]) => ({
      endpoint: '/labor/v1/timeEntries',
      restaurant: second ?? '',
      fault: { status: 403 },
    }),
    skipped: { resources: ['time_entries'], restaurants: [1] },
    status: 'skipped',
  },
  'a 403 on a restaurant': {
    rule: ([first]) => ({ restaurant: first ?? '', fault: { status: 403 } }),
    skipped: { resources, restaurants: [0] },
    status: 'skipped',
  },
  'a 400 on an endpoint': {
    rule: () => ({ endpoint: '/labor/v1/shifts', fault: { status: 400 } }),
    skipped: { resources: ['shifts'], restaurants: [0, 1] },
    status: 'skipped',
  },
  'a listing that is published anew for ever': {
    rule: () => ({ endpoint: '/config/v2/menuItems', fault: { status: 409 } }),
    skipped: { resources: ['menu_items'], restaurants: [0, 1] },
    status: 'skipped',
  },
  'an endpoint that stays broken': {
    rule: ([first]) => ({ endpoint: orders, restaurant: first ?? '', fault: { status: 503 } }),
    skipped: { resources: ['orders'], restaurants: [0] },
    status: 'failed',
  },
  'pages that stay broken inside': {
    rule: () => ({ endpoint: '/menus/v2/menus', fault: { page: 'garbled' } }),
    skipped: { resources: ['published_menus'], restaurants: [0, 1] },
    status: 'failed',
  },
};

const statusOf = ({ warehouse }: Pipeline) =>
  warehouse.with((connection) => readStatus(warehouse, connection, Date.now()));

describe('exactly what was refused is skipped, and the next run fills the gap', () => {
  it('whatever was refused', async () => {
    const undisturbed = await startFaultWorld(4, { resources });
    await undisturbed.extract();
    const { simulator } = undisturbed;
    const restaurantIds = simulator.world.restaurants.map(({ guid }) => guid);
    const expected = await rawDigestsByRestaurant(undisturbed.warehouse);

    for (const [name, { rule, skipped, status }] of Object.entries(cases)) {
      const disturbed = await undisturbed.another();
      simulator.setFaults({ rules: [rule(restaurantIds)] });
      const summary = await disturbed.extract();
      const affected = skipped.restaurants.flatMap((index) =>
        skipped.resources.map((resource) => `${resource} ${restaurantIds[index]}`),
      );

      expect(summary.status, name).toBe('partial');
      const problems = summary.problems.map((one) => `${one.resource} ${one.restaurantId}`);
      expect(new Set(problems), name).toEqual(new Set(affected));
      expect(new Set(summary.problems.map((one) => one.status)), name).toEqual(new Set([status]));

      const landed = await rawDigestsByRestaurant(disturbed.warehouse);
      const untouched = Object.entries(expected).filter(
        ([key]) => !affected.includes(key.replace('raw_toast.', '')),
      );
      expect(landed, name).toEqual(Object.fromEntries(untouched));

      const { resources: stands } = await statusOf(disturbed);
      const named = stands.filter((one) => one.windowsSkipped + one.windowsFailed > 0);
      expect(new Set(named.map((one) => `${one.resource} ${one.restaurantId}`)), name).toEqual(
        new Set(affected),
      );
      for (const one of named) {
        expect(one.reason, name).not.toBeNull();
        if (one.watermark !== null && one.resource === 'orders') {
          expect(one.watermark, name).toBe('2026-03-01T00:00:00.000Z');
        }
      }

      await simulator.clearFaults();
      expect((await disturbed.extract()).status, name).toBe('complete');
      expect(await rawDigestsByRestaurant(disturbed.warehouse), name).toEqual(expected);
      const after = (await statusOf(disturbed)).resources;
      expect(
        after.filter((one) => one.windowsSkipped + one.windowsFailed > 0),
        name,
      ).toEqual([]);
    }
  });

  it('a 400 on one window: the windows around it are read, and no watermark passes it', async () => {
    const undisturbed = await startFaultWorld(4, { resources });
    await undisturbed.extract();
    const disturbed = await undisturbed.another();
    const [restaurant = ''] = undisturbed.simulator.world.restaurants.map(({ guid }) => guid);
    const window = { startDate: '2026-03-01T00:00:00.000+0000' };
    undisturbed.simulator.setFaults({
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

    await undisturbed.simulator.clearFaults();
    await disturbed.extract();
    expect(await rawDigests(disturbed.warehouse)).toEqual(await rawDigests(undisturbed.warehouse));
  });
});

describe('an API that is down for longer than the retries last', () => {
  it.each([1, 5, 20])('from call %i on: the next run ends with the same rows', async (from) => {
    await outageRound(5, from);
  });
});

it.each([401, 403] as const)('a login that is refused with %i ends the run', async (status) => {
  const { simulator, extract } = await startFaultWorld(4, { resources });
  simulator.setFaults({ rules: [{ endpoint: '/authentication/*', fault: { status } }] });
  expect(await errorOf(extract())).toBeInstanceOf(ConfigurationError);
  await simulator.clearFaults();
  expect((await extract()).status).toBe('complete');
});

import { expect, it } from 'vitest';
import { statusReport } from '../../../../../src/cli/output/report/status-report.js';
import { filterStatus } from '../../../../../src/extract/report/filter-status.js';
import type { ResourceStatus } from '../../../../../src/extract/report/resource-status.js';
import { byRestaurant } from '../../../../../src/extract/report/restaurant-status.js';
import type { Status } from '../../../../../src/extract/report/status.js';

const read = '2026-03-10T04:15:00.000Z';

function row(restaurantId: string, restaurant: string, resource: string): ResourceStatus {
  const counts = { windowsDone: 3, windowsSkipped: 0, windowsFailed: 0, rows: 1200 };
  return {
    ...{ restaurantId, restaurant, resource, reason: null, lastRead: read, ...counts },
    watermark: resource === 'jobs' ? null : read,
  };
}

/* Fifty restaurants; jobs of the last one failed, those of the one before were refused. */
const resources = Array.from({ length: 50 }, (_, i) => {
  const [id, name] = [`r${i + 1}`, `Corner Cafe, Number ${String(i + 1).padStart(2, '0')}`];
  return [row(id, name, 'orders'), row(id, name, 'jobs')];
}).flat();
const orders50 = { ...row('r50', 'Corner Cafe, Number 50', 'orders'), windowsDone: 1 };
const failedJobs = { ...row('r50', 'Corner Cafe, Number 50', 'jobs'), windowsFailed: 2 };
const skippedJobs = { ...row('r49', 'Corner Cafe, Number 49', 'jobs'), windowsSkipped: 1 };
const problems = [
  { ...orders50, watermark: '2026-03-08T00:00:00.000Z' },
  { ...failedJobs, reason: 'Toast answered 500' },
  { ...skippedJobs, reason: 'Toast answered 400' },
];
const details = {
  resources: [
    ...resources.filter(
      (each) =>
        !problems.some(
          ({ restaurantId, resource }) =>
            restaurantId === each.restaurantId && resource === each.resource,
        ),
    ),
    ...problems,
  ],
  missingRestaurants: [],
  rejected: [],
};
const complete = new Map(resources.map(({ restaurantId }) => [restaurantId, '2026-03-08']));
const status: Status = {
  ...{ database: '/data/warehouse.duckdb', bytes: 93_800_000, tokenSeconds: null, ...details },
  lastRun: { status: 'partial', started_at: read, finished_at: '2026-03-10T04:16:12.000Z' },
  restaurants: byRestaurant(details, complete),
};

it('the status of fifty restaurants has a row each in 80 columns, those with problems first', () => {
  const lines = statusReport(status, { width: 80 }).split('\n');
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
  const rows = lines.filter((line) => line.includes('Number'));
  expect(rows).toHaveLength(50);
  expect(rows[0]).toMatch(/Number 50 │ 2026-03-08 +│ 2 failed/);
  expect(rows[1]).toMatch(/Number 49 │ 2026-03-08 +│ 1 skipped/);
  expect(rows[2]).toMatch(/Number 01 │ 2026-03-08 +│ +│/);
  expect(lines).toContain('last run  partial, started 2026-03-10 04:15 UTC, took 1 min 12 s');
  expect(lines.at(-1)).toMatch(/^50 restaurants, 2 with problems: toast status --failed/);
});

it('a restaurant is read as far as the least of its resources that are read by time', () => {
  const [worst, , third] = status.restaurants;
  expect(worst).toMatchObject({ readThrough: '2026-03-08T00:00:00.000Z', rows: 2400 });
  expect(third).toMatchObject({ readThrough: read, missingSince: null });
  const refused = { ...skippedJobs, resource: 'shifts', windowsDone: 0, watermark: '2020-01-01' };
  const never = { ...details, resources: [...details.resources, refused] };
  const [, second] = byRestaurant(never, new Map());
  expect(second).toMatchObject({ readThrough: read, completeThrough: null, windowsSkipped: 2 });
});

it('--failed lists what was not read with the reason', () => {
  const failed = filterStatus(status, { failed: true });
  expect(failed.resources).toHaveLength(2);
  const lines = statusReport(failed, { failed: true, width: 200 }).split('\n').slice(-2);
  expect(lines).toEqual([
    'failed   jobs of Corner Cafe, Number 50, 2 windows: Toast answered 500',
    'skipped  jobs of Corner Cafe, Number 49, 1 window: Toast answered 400',
  ]);
  const healthy = filterStatus(status, { restaurant: 'Number 01', failed: true });
  expect(statusReport(healthy, { failed: true, width: 80 })).toMatch(/not read +nothing$/);
});

it('--restaurant and --resource select rows by names, and refuse others', () => {
  const one = filterStatus(status, { restaurant: 'number 07' });
  expect(one.resources.map(({ resource }) => resource)).toEqual(['orders', 'jobs']);
  const text = statusReport(one, { restaurant: 'number 07', width: 80 });
  expect(text.split('Corner Cafe')).toHaveLength(2);
  expect(text).toContain('in full');
  const orders = filterStatus(status, { resource: 'orders' });
  expect(orders.resources).toHaveLength(50);
  expect(orders.restaurants.every(({ rows }) => rows === 1200)).toBe(true);
  expect(() => filterStatus(status, { restaurant: 'Numbr 07' })).toThrow('Numbr 07');
  expect(() => filterStatus(status, { resource: 'ordres' })).toThrow('ordres');
});

it('the status says why windows were not read, however narrow the terminal', () => {
  const reason = `Toast answered 403: ${'no access '.repeat(20)}(/orders/v2/ordersBulk)`;
  const refused = { ...row('r1', 'Corner Cafe', 'orders'), windowsSkipped: 1, reason };
  const narrow = { ...status, resources: [refused] };
  for (const view of [{ all: true }, { failed: true }, { restaurant: 'r1' }]) {
    const text = statusReport(narrow, { ...view, width: 40 });
    expect(text.replaceAll(/\s+/g, ' ')).toContain(`orders of Corner Cafe, 1 window: ${reason}`);
  }
});

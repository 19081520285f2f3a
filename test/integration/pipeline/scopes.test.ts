import { expect, it } from 'vitest';
import { catalogue } from '../../../src/resources/catalogue.js';
import { startPipeline } from '../../support/pipeline.js';

const world = { from: '2026-03-15', to: '2026-03-20', now: new Date('2026-03-20T20:00:00Z') };

it('extract reports resources that the credentials may not read, does not request them, and is complete', async () => {
  const { simulator, warehouse, extract, transform } = await startPipeline({
    ...world,
    restaurants: 1,
    ordersPerDay: 10,
    scopes: ['orders:read', 'restaurants:read'],
  });
  const summary = await extract();
  expect(summary).toMatchObject({ status: 'complete', problems: [] });
  expect(summary.resources.map(({ resource }) => resource)).toEqual([
    'restaurants',
    'restaurant_details',
    'orders',
  ]);
  const readable = new Set(['restaurants', 'restaurant_details', 'orders']);
  expect(summary.missingScopes.map(({ resource }) => resource)).toEqual(
    catalogue.map(({ name }) => name).filter((name) => !readable.has(name)),
  );
  expect(summary.missingScopes).toContainEqual({ resource: 'discounts', scope: 'config:read' });
  expect(simulator.requests().filter(({ status }) => status !== 200)).toEqual([]);

  await transform({ select: ['+orders_check'] });
  const [guests] = await warehouse.with((connection) =>
    connection.all(
      'select count(*) as checks, count(customer_id) as known from toast.orders_check',
    ),
  );
  expect(guests?.checks).toBeGreaterThan(0);
  expect(guests?.known).toBe(0);
});

it('checkResources tells which resources the credentials may read', async () => {
  const { readable } = await startPipeline({
    ...world,
    restaurants: 1,
    ordersPerDay: 1,
    scopes: ['orders:read', 'menus:read'],
  });
  const isReadable = await readable();
  expect(catalogue.map(({ name }) => name).filter(isReadable)).toEqual([
    'restaurants',
    'published_menus',
    'orders',
  ]);
});

import { expect, it } from 'vitest';
import type { Warehouse } from '../../../src/warehouse/warehouse.js';
import { startPipeline } from '../../support/pipeline.js';
import { expectSame, Snapshot } from '../../support/snapshot.js';

const start = new Date('2026-03-20T20:00:00Z');

/* Children of what changed, and the menus that are published again with the renamed item. */
const mayChange = /^toast\.(discounts_promo_code|break|published_)/;

async function one(warehouse: Warehouse, sql: string): Promise<Record<string, string>> {
  const [row] = await warehouse.with((connection) => connection.all(sql));
  return row as Record<string, string>;
}

it('changes at Toast (removed, renamed, closed, deleted, unscheduled) show in the tables, and nothing else changes', async () => {
  const { simulator, warehouse, extract, transform } = await startPipeline({
    from: '2026-03-10',
    to: '2026-03-24',
    now: start,
    ordersPerDay: 4,
  });
  await extract();
  await transform();
  const before = await Snapshot.of(warehouse);

  const discount = await one(warehouse, 'from toast.discounts where not _deleted order by id');
  const item = await one(warehouse, 'from toast.menu_item where not _deleted order by id');
  const entry = await one(warehouse, 'from toast.time_entry where not _deleted order by id');
  const shift = await one(
    warehouse,
    `from toast.shift where not _deleted and in_date > '2026-03-21' order by id`,
  );
  const closed = simulator.world.restaurants[2]?.guid ?? '';
  const control = async (path: string, body: object) => {
    const response = await fetch(`${simulator.url}${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    expect(response.status, path).toBe(200);
  };
  const of = (resource: string, { restaurant_id, id }: Record<string, string>) => ({
    restaurantGuid: restaurant_id,
    resource,
    guid: id,
  });
  simulator.setNow(new Date(start.getTime() + 60_000));
  await control('/__config', { ...of('discounts', discount), remove: true });
  await control('/__config', { ...of('menuItems', item), change: { name: 'Renamed' } });
  await control('/__labor', {
    restaurantGuid: entry.restaurant_id,
    deleteTimeEntry: entry.id,
  });
  await control('/__labor', { restaurantGuid: shift.restaurant_id, unscheduleShift: shift.id });
  await control('/__restaurants', { guid: closed, disconnect: true });
  simulator.setNow(new Date(start.getTime() + 120_000));

  expect((await extract()).status).toBe('complete');
  await transform();
  const after = await Snapshot.of(warehouse);

  const row = (table: string, { restaurant_id, id }: Record<string, string>) =>
    one(warehouse, `from toast.${table} where restaurant_id = '${restaurant_id}' and id = '${id}'`);
  expect(await row('discounts', discount)).toMatchObject({ _deleted: true, name: discount.name });
  expect(await row('menu_item', item)).toMatchObject({ _deleted: false, name: 'Renamed' });
  expect(await row('time_entry', entry)).toMatchObject({ _deleted: true, deleted: true });
  expect(await row('shift', shift)).toMatchObject({ _deleted: true });
  expect(await one(warehouse, `from toast.restaurant where id = '${closed}'`)).toMatchObject({
    _deleted: true,
  });

  const changed = after.differences(before);
  expect(changed.filter((table) => !mayChange.test(table))).toEqual([
    'toast.discounts',
    'toast.menu_item',
    'toast.restaurant',
    'toast.shift',
    'toast.time_entry',
    'toast_history.discount',
    'toast_history.menu_item',
    'toast_history.menu_item_observed_price',
    'toast_history.menu_item_price',
    /* The entry was of a day that had been published. */
    'toast_intermediate.int_labor_hourly',
    'toast_intermediate.int_published_days',
    'toast_intermediate.int_shifts_worked',
    /* Marts have the name of each item today, and tell which restaurants are active. */
    'toast_marts.dim_item',
    'toast_marts.dim_restaurant',
    'toast_marts.item_sales',
    'toast_marts.labor_cost_daily',
    'toast_marts.labor_daily',
    'toast_marts.labor_hourly',
    'toast_marts.product_mix_daily',
    'toast_marts.restatements',
    'toast_marts.shifts_worked',
    'toast_marts.tips_daily',
  ]);

  await transform({ fullRefresh: true });
  await expectSame(await Snapshot.of(warehouse), after);
});

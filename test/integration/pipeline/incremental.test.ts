import { describe, expect, it } from 'vitest';
import type { Row } from '../../../src/warehouse/engine/connection.js';
import { startPipeline } from '../../support/pipeline.js';
import type { Warehouse } from '../../../src/warehouse/warehouse.js';
import { isHistory, modelledRows } from '../../support/rows.js';
import { expectSame, Snapshot } from '../../support/snapshot.js';
import { shared } from '../../support/vitest/when-done.js';

const start = new Date('2026-03-20T23:30:00Z');
const threeDays = 3 * 24 * 60 * 60_000;

/* A new database never saw what was removed from a listing before its first run, nor any history or what was
   published; orders keep it. */
function present(tables: Record<string, string[]>): Record<string, string[]> {
  const shifts = tables['toast.shift']?.map((row) => JSON.parse(row) as Row);
  const listed = new Set(shifts?.filter((row) => row._deleted !== true).map(({ id }) => id));
  const worked = tables['toast_marts.shifts_worked']?.map((text) => {
    const row = JSON.parse(text) as Row;
    return listed.has(row.shift_id ?? null) ? text : JSON.stringify(withoutSchedule(row));
  });
  return Object.fromEntries(
    Object.entries({ ...tables, 'toast_marts.shifts_worked': worked ?? [] })
      .filter(([table]) => !isHistory(table))
      .map(([table, rows]) => [
        table,
        /\.(orders|payment)/.test(table)
          ? rows
          : rows.filter((row) => !row.includes('"_deleted":true')),
      ]),
  );
}

/* Rows of shifts worked depend on those of shifts. */
const neededByPresent = ['toast.shift', 'toast_marts.shifts_worked'];

function withoutSchedule(row: Row): Row {
  const columns = Object.entries(row);
  return Object.fromEntries(columns.filter(([name]) => !/^scheduled_|^late_|^early_/.test(name)));
}

/* Children of what changed, and the menus that are published again with the renamed item. */
const mayChange = /^toast\.(discounts_promo_code|break|published_)/;

async function one(warehouse: Warehouse, sql: string): Promise<Record<string, string>> {
  const [row] = await warehouse.with((connection) => connection.all(sql));
  return row as Record<string, string>;
}

describe('a database that was extracted and modelled once', () => {
  const first = shared(async () => {
    const pipeline = await startPipeline({
      from: '2026-03-08',
      to: '2026-03-27',
      now: start,
      restaurants: 2,
      ordersPerDay: 5,
    });
    await pipeline.extract();
    await pipeline.transform();
    return { ...pipeline, before: await Snapshot.of(pipeline.warehouse) };
  });
  /* Of the last run, if a test has made one that adds rows. */
  let latest: Snapshot | undefined;

  it('second run: requests only the overlap, does not log in and changes nothing', async () => {
    const { simulator, warehouse, extract, transform, before } = first();
    const requested = simulator.requests().length;
    const summary = await extract();
    await transform();

    expect(summary).toMatchObject({ status: 'complete', logins: 0 });
    const written = summary.resources.filter((row) => row.rowsNew + row.rowsUpdated > 0);
    expect(written).toEqual([]);
    const again = simulator.requests().slice(requested);
    const windows = again.filter(({ path }) => path.endsWith('/ordersBulk'));
    expect(windows.map(({ query }) => query.startDate)).toEqual(
      Array(2).fill('2026-03-20T23:14:55.000+0000'),
    );
    expect(again.some(({ path }) => path.includes('login'))).toBe(false);
    await expectSame(await Snapshot.of(warehouse), before);
  });

  it('run after three more days: every table equals a full refresh and a new database', async () => {
    const { simulator, warehouse, extract, transform, another, before } = first();
    simulator.setNow(new Date(start.getTime() + threeDays));
    const summary = await extract();
    await transform();
    const orders = summary.resources.find(({ resource }) => resource === 'orders');
    expect(orders?.rowsNew).toBeGreaterThan(0);
    expect(orders?.rowsUpdated).toBeGreaterThan(0);
    const incremental = await Snapshot.of(warehouse);
    expect(incremental.differences(before)).toContain('toast.orders');
    latest = incremental;

    await transform({ fullRefresh: true });
    await expectSame(await Snapshot.of(warehouse), incremental);

    const fresh = await another();
    await fresh.extract();
    await fresh.transform();
    const created = await Snapshot.of(fresh.warehouse);
    const tables = [...created.differences(incremental), ...neededByPresent];
    /* The full refresh has left the rows of the snapshot, which would have to be opened. */
    expect(present(await modelledRows(fresh.warehouse, tables))).toEqual(
      present(await modelledRows(warehouse, tables)),
    );
  });

  it('changes at Toast (removed, renamed, closed, deleted, unscheduled) show in the tables, and nothing else changes', async () => {
    const { simulator, warehouse, extract, transform } = first();
    const before = latest ?? first().before;
    const now = simulator.now().getTime();
    const [open, closed] = simulator.world.restaurants.map(({ guid }) => guid);
    const isOpen = `restaurant_id = '${open}' and not _deleted`;

    const discount = await one(warehouse, `from toast.discounts where ${isOpen} order by id`);
    const sold = 'id in (select item_id from toast_marts.product_mix_daily)';
    const item = await one(
      warehouse,
      `from toast.menu_item where ${isOpen} and ${sold} order by id`,
    );
    const entry = await one(warehouse, `from toast.time_entry where ${isOpen} order by id`);
    const shift = await one(
      warehouse,
      `from toast.shift where ${isOpen} and in_date > make_timestamptz(${now * 1000}) order by id`,
    );
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
    simulator.setNow(new Date(now + 60_000));
    await control('/__config', { ...of('discounts', discount), remove: true });
    await control('/__config', { ...of('menuItems', item), change: { name: 'Renamed' } });
    await control('/__labor', {
      restaurantGuid: entry.restaurant_id,
      deleteTimeEntry: entry.id,
    });
    await control('/__labor', { restaurantGuid: shift.restaurant_id, unscheduleShift: shift.id });
    await control('/__restaurants', { guid: closed, disconnect: true });
    simulator.setNow(new Date(now + 120_000));

    expect((await extract()).status).toBe('complete');
    await transform();
    const after = await Snapshot.of(warehouse);

    const row = (table: string, { restaurant_id, id }: Record<string, string>) =>
      one(
        warehouse,
        `from toast.${table} where restaurant_id = '${restaurant_id}' and id = '${id}'`,
      );
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
});

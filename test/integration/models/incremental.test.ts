import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Row } from '../../../src/warehouse/engine/connection.js';
import { fixture, keptByOrder, Workbench, type Entity } from './support/workbench.js';

let workbench: Workbench;

beforeEach(async () => {
  workbench = await Workbench.open();
});

afterEach(() => workbench.close());

describe('an incremental run', () => {
  it('gives the same rows as a full refresh after orders were changed, deleted and added', async () => {
    const select = keptByOrder;
    const tables = workbench.tablesOf(select);
    const untouched = await fixture('gaps');
    await workbench.load('orders', [await fixture('everything'), await fixture('deep'), untouched]);
    await workbench.transform({ select });
    const before = await snapshot(tables);

    await workbench.load('orders', [await changed(), await deleted(), await fixture('nulls')]);
    await workbench.transform({ select });
    const incremental = await snapshot(tables);
    await workbench.transform({ select, fullRefresh: true });
    expect(incremental).toEqual(await snapshot(tables));

    for (const table of tables) {
      const ofUntouched = (row: Row) => (row.orders_id ?? row.id) === untouched.guid;
      expect(incremental[table]?.filter(ofUntouched), table).toEqual(
        before[table]?.filter(ofUntouched),
      );
    }
  });

  it('deletes rows that are gone from their order, even the last ones of a table', async () => {
    const discounts = 'orders_check_applied_discount';
    const ofDiscounts = [discounts, `${discounts}_combo_item`, `${discounts}_trigger`];
    const select = [...ofDiscounts, 'orders_check_selection'];
    await workbench.load('orders', [await fixture('everything')]);
    await workbench.transform({ select });
    expect(await count('orders_check_applied_discount')).toBe(2);
    expect(await count('orders_check_applied_discount_trigger')).toBe(4);
    expect(await count('orders_check_selection')).toBe(4);

    await workbench.load('orders', [await changed()]);
    await workbench.transform({ select });
    expect(await count('orders_check_applied_discount')).toBe(0);
    expect(await count('orders_check_applied_discount_combo_item')).toBe(0);
    expect(await count('orders_check_applied_discount_trigger')).toBe(0);
    expect(await count('orders_check_selection')).toBe(3);
  });

  it('moves a modifier to another selection, with all modifiers below it', async () => {
    const select = ['orders_check_selection_modifier'];
    await workbench.load('orders', [await fixture('everything')]);
    await workbench.transform({ select });
    const next = await fixture('everything');
    next.modifiedDate = later;
    const [first, second] = selections(next);
    const [moved] = (first?.modifiers ?? []) as Entity[];
    first!.modifiers = [];
    second!.modifiers = [moved!];
    await workbench.load('orders', [next]);
    await workbench.transform({ select });

    const rows = await workbench.query(
      `select orders_check_selection_id as selection, depth, count(*) as modifiers
      from toast.orders_check_selection_modifier
      where orders_check_id = '${String(checks(next)[0]?.guid)}' group by all order by depth`,
    );
    /* As in the fixture, the second level has one more modifier, without modifiers of its own. */
    expect(rows).toEqual([
      { selection: second?.guid, depth: 1, modifiers: 1 },
      { selection: second?.guid, depth: 2, modifiers: 2 },
      { selection: second?.guid, depth: 3, modifiers: 1 },
      { selection: second?.guid, depth: 4, modifiers: 1 },
    ]);
  });

  it('marks all rows of a deleted order as deleted', async () => {
    await workbench.load('orders', [await fixture('deep')]);
    await workbench.transform();
    await workbench.load('orders', [await deleted()]);
    await workbench.transform();
    for (const table of workbench.tables.filter((name) => name.startsWith('orders'))) {
      const rows = await workbench.rows(table);
      expect(
        rows.filter((row) => row._deleted !== true),
        table,
      ).toEqual([]);
    }
    expect(await count('orders_check_selection_modifier')).toBe(30);
  });

  it('changes nothing when nothing was loaded', async () => {
    await workbench.load('orders', [await fixture('everything')]);
    await workbench.transform();
    const before = { tables: await snapshot(), state: await state() };
    await workbench.transform();
    expect({ tables: await snapshot(), state: await state() }).toEqual(before);
  });

  it('reads only orders that were loaded since the previous run', async () => {
    await workbench.load('orders', [await fixture('everything'), await fixture('gaps')]);
    await workbench.transform();
    await workbench.load('orders', [await fixture('nulls')]);
    await workbench.transform({ keepTransient: true });
    expect((await workbench.rows('stg_order')).map(({ id }) => id)).toEqual([
      (await fixture('nulls')).guid,
    ]);
    const ofOrders = await state();
    expect(ofOrders).toHaveLength(18);
    expect(new Set(ofOrders.map(({ synced_through: through }) => through))).toEqual(
      new Set(['2024-06-01T02:00:00.000Z']),
    );
  });

  it('rebuilds a table that was dropped, and changes no other', async () => {
    await workbench.load('orders', [await fixture('everything'), await fixture('gaps')]);
    await workbench.transform();
    const before = await snapshot();
    await workbench.query('drop table toast.orders_check_selection');
    await workbench.transform();
    expect(await snapshot()).toEqual(before);
  });

  it('fills a model that is new in the project with all orders', async () => {
    await workbench.load('orders', [await fixture('everything'), await fixture('gaps')]);
    await workbench.transform();
    await workbench.load('orders', [await fixture('nulls')]);
    const before = await snapshot();
    await workbench.addModel(
      'models/core/orders/orders_added.sql',
      "select restaurant_id, id as orders_id, _deleted, _synced_at from {{ ref('stg_order') }}",
    );
    await workbench.transform({ select: ['orders_added'] });
    expect(await count('orders_added')).toBe(3);
    expect(await snapshot()).toEqual(before);
    await workbench.transform();
    expect(await count('orders')).toBe(3);
    expect(await count('orders_added')).toBe(3);
  });

  it('catches up on orders for models that earlier runs left out', async () => {
    await workbench.load('orders', [await fixture('everything'), await fixture('deep')]);
    await workbench.transform();
    await workbench.load('orders', [await changed()]);
    await workbench.transform({ select: ['orders_check'] });
    await workbench.load('orders', [await deleted()]);
    await workbench.transform();
    const incremental = await snapshot();
    await workbench.transform({ fullRefresh: true });
    expect(incremental).toEqual(await snapshot());
  });

  it('of other models loses no changes after a full refresh of one model', async () => {
    await workbench.load('orders', [await fixture('everything')]);
    await workbench.transform();
    await workbench.load('orders', [await fixture('deep')]);
    await workbench.transform({ select: ['orders_check'], fullRefresh: true });
    expect(await count('orders_check')).toBe(3);
    expect(await count('orders')).toBe(1);
    await workbench.transform();
    const incremental = await snapshot();
    await workbench.transform({ fullRefresh: true });
    expect(incremental).toEqual(await snapshot());
  });

  it('keeps restaurants apart, even if their orders have the same GUIDs', async () => {
    const other = '5eed0000-0000-4000-8000-000000000002';
    await workbench.load('orders', [await fixture('everything')]);
    await workbench.load('orders', [await fixture('everything')], other);
    await workbench.transform();
    await workbench.load('orders', [await changed()], other);
    await workbench.transform();
    const rows = await workbench.query(
      `select restaurant_id, count(*) as selections from toast.orders_check_selection
      group by all order by restaurant_id`,
    );
    expect(rows.map(({ selections: n }) => n)).toEqual([4, 3]);
  });
});

const later = '2024-06-30T00:00:00.000+0000';

/* Returns an order without some selections and all discounts of checks; modifiers moved up a level. */
async function changed(): Promise<Entity> {
  const order = await fixture('everything');
  order.modifiedDate = later;
  for (const check of checks(order)) check.appliedDiscounts = [];
  const [first] = selections(order);
  const [modifier] = (first?.modifiers ?? []) as Entity[];
  first!.modifiers = modifier!.modifiers!;
  checks(order)[0]!.selections = [first!];
  return order;
}

async function deleted(): Promise<Entity> {
  return { ...(await fixture('deep')), deleted: true, modifiedDate: later };
}

function checks(order: Entity): Entity[] {
  return order.checks as Entity[];
}

function selections(order: Entity): Entity[] {
  return checks(order)[0]?.selections as Entity[];
}

async function snapshot(tables = workbench.tables): Promise<Record<string, Row[]>> {
  const found: Record<string, Row[]> = {};
  for (const table of tables.filter((name) => name !== 'orders_added'))
    found[table] = await workbench.rows(table);
  return found;
}

async function count(model: string): Promise<unknown> {
  const [row] = await workbench.query(`select count(*) as n from ${workbench.relation(model)}`);
  return row?.n;
}

async function state(): Promise<Row[]> {
  return workbench.query('select * from toast_meta.model_state order by model');
}

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Row } from '../../../src/warehouse/engine/connection.js';
import { fixture, keptByOrder, Workbench, type Entity } from './support/workbench.js';

const other = '5eed0000-0000-4000-8000-000000000002';

/* Three orders and all that is made of them; each test goes on from a copy. */
let base: Workbench;
let workbench: Workbench;

beforeAll(async () => {
  base = await Workbench.open();
  await base.load('orders', await Promise.all(['everything', 'deep', 'gaps'].map(fixture)));
  await base.transform({ select: keptByOrder });
});

beforeEach(async () => {
  workbench = await base.copy();
});

afterEach(() => workbench.close());

afterAll(() => base.close());

describe('an incremental run', () => {
  it('gives the same rows as a full refresh after orders were changed, deleted and added', async () => {
    const select = keptByOrder;
    const tables = workbench.tablesOf(select);
    const untouched = await fixture('gaps');
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
    const { guid } = await fixture('everything');
    expect(await count('orders_check_applied_discount', guid)).toBe(2);
    expect(await count('orders_check_applied_discount_trigger', guid)).toBe(4);
    expect(await count('orders_check_selection', guid)).toBe(4);

    await workbench.load('orders', [await changed()]);
    await workbench.transform({ select });
    expect(await count('orders_check_applied_discount', guid)).toBe(0);
    expect(await count('orders_check_applied_discount_combo_item', guid)).toBe(0);
    expect(await count('orders_check_applied_discount_trigger', guid)).toBe(0);
    expect(await count('orders_check_selection', guid)).toBe(3);
  });

  it('moves a modifier to another selection, with all modifiers below it', async () => {
    const select = ['orders_check_selection_modifier'];
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
    const { guid } = await fixture('deep');
    await workbench.load('orders', [await deleted()]);
    await workbench.transform();
    for (const table of workbench.tables.filter((name) => name.startsWith('orders'))) {
      const rows = await workbench.rows(table);
      const own = rows.filter((row) => (row.orders_id ?? row.id) === guid);
      expect(
        own.filter((row) => row._deleted !== true),
        table,
      ).toEqual([]);
    }
    expect(await count('orders_check_selection_modifier', guid)).toBe(30);
  });

  it('changes nothing when nothing was loaded', async () => {
    const before = { tables: await snapshot(), state: await state() };
    await workbench.transform();
    expect({ tables: await snapshot(), state: await state() }).toEqual(before);
  });

  it('reads only orders that were loaded since the previous run', async () => {
    await workbench.load('orders', [await fixture('nulls')]);
    await workbench.transform({ select: keptByOrder, keepTransient: true });
    expect((await workbench.rows('stg_order')).map(({ id }) => id)).toEqual([
      (await fixture('nulls')).guid,
    ]);
    const ofOrders = await state();
    expect(ofOrders).toHaveLength(26);
    expect(new Set(ofOrders.map(({ synced_through: through }) => through))).toEqual(
      new Set(['2024-06-01T02:00:00.000Z']),
    );
  });

  it('rebuilds a table that was dropped, and changes no other', async () => {
    const before = await snapshot();
    await workbench.query('drop table toast.orders_check_selection');
    await workbench.transform();
    expect(await snapshot()).toEqual(before);
  });

  it('fills a model that is new in the project with all orders', async () => {
    await workbench.load('orders', [await fixture('nulls')]);
    const before = await snapshot();
    workbench.addModel(
      'models/core/orders/orders_added.sql',
      "select restaurant_id, id as orders_id, _deleted, _synced_at from {{ ref('stg_order') }}",
    );
    await workbench.transform({ select: ['orders_added'] });
    expect(await count('orders_added')).toBe(4);
    expect(await snapshot()).toEqual(before);
    await workbench.transform();
    expect(await count('orders')).toBe(4);
    expect(await count('orders_added')).toBe(4);
  });

  it('catches up on orders for models that earlier runs left out', async () => {
    await workbench.load('orders', [await changed()]);
    await workbench.transform({ select: ['orders_check'] });
    await workbench.load('orders', [await deleted()]);
    await workbench.transform();
    const incremental = await snapshot();
    await workbench.transform({ fullRefresh: true });
    expect(incremental).toEqual(await snapshot());
  });

  it('of other models loses no changes after a full refresh of one model', async () => {
    const before = await count('orders_check');
    await workbench.load('orders', [await fixture('deep')], other);
    await workbench.transform({ select: ['orders_check'], fullRefresh: true });
    expect(await count('orders_check')).toBe(before + 1);
    expect(await count('orders')).toBe(3);
    await workbench.transform();
    const incremental = await snapshot();
    await workbench.transform({ fullRefresh: true });
    expect(incremental).toEqual(await snapshot());
  });

  it('keeps restaurants apart, even if their orders have the same GUIDs', async () => {
    const { guid } = await fixture('everything');
    await workbench.load('orders', [await fixture('everything')], other);
    await workbench.transform();
    await workbench.load('orders', [await changed()], other);
    await workbench.transform();
    const rows = await workbench.query(
      `select restaurant_id, count(*) as selections from toast.orders_check_selection
      where orders_id = '${String(guid)}' group by all order by restaurant_id`,
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

/* Counts the rows of a model, or those of one order. */
async function count(model: string, order?: unknown): Promise<number> {
  const which = order === undefined ? '' : `where orders_id = '${String(order)}'`;
  const [row] = await workbench.query(
    `select count(*) as n from ${workbench.relation(model)} ${which}`,
  );
  return Number(row?.n);
}

async function state(): Promise<Row[]> {
  return workbench.query('select * from toast_meta.model_state order by model');
}

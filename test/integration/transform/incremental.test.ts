import { describe, expect, it } from 'vitest';
import { loadProject } from '../../../src/transform/project/load-project.js';
import { projectOf } from '../../support/project-of.js';
import { temporaryWarehouse } from '../../support/temporary-warehouse.js';
import { loadOrders, rows, run, shop } from './support/shop.js';

const project = await loadProject(shop);
const itemsOf = 'select orders_id, name from toast.order_item order by all';

describe('incremental models with hooks', () => {
  it('build everything in the first run, and only new and changed orders afterwards', async () => {
    const warehouse = await temporaryWarehouse();
    await loadOrders(warehouse, 1, {
      a: { status: 'open', total: '10.50', items: ['tea', 'cake'] },
      b: { status: 'closed', total: '3', items: ['tea'] },
    });
    const first = await run(warehouse, project);
    expect(first.map(({ model, rows: n, status }) => [model, n, status])).toEqual([
      ['stg_order', 2, 'success'],
      ['order_item', 3, 'success'],
      ['orders', 2, 'success'],
      ['item_count', 2, 'success'],
      ['order_total', null, 'success'],
    ]);

    await loadOrders(warehouse, 2, { a: { status: 'closed', total: '10.50', items: ['coffee'] } });
    const second = await run(warehouse, project);
    expect(second.map(({ model, rows: n }) => [model, n])).toEqual([
      ['stg_order', 1],
      ['order_item', 1],
      ['orders', 1],
      ['item_count', 2],
      ['order_total', null],
    ]);
    expect(await rows(warehouse, itemsOf)).toEqual([
      { orders_id: 'a', name: 'coffee' },
      { orders_id: 'b', name: 'tea' },
    ]);
    expect(await rows(warehouse, 'from toast_marts.order_total')).toEqual([
      { status: 'closed', orders: 2, total: '13.5000' },
    ]);
    expect(
      await rows(
        warehouse,
        'select model, synced_through from toast_meta.model_state order by all',
      ),
    ).toEqual([
      { model: 'order_item', synced_through: '1970-01-01T00:00:02.000Z' },
      { model: 'orders', synced_through: '1970-01-01T00:00:02.000Z' },
    ]);
  });

  it('delete child rows that are gone from their order, even when none is left', async () => {
    const warehouse = await temporaryWarehouse();
    await loadOrders(warehouse, 1, { a: { status: 'open', total: '1', items: ['tea'] } });
    await run(warehouse, project);
    await loadOrders(warehouse, 2, { a: { status: 'open', total: '1', items: [] } });
    await run(warehouse, project);
    expect(await rows(warehouse, itemsOf)).toEqual([]);
    expect(await rows(warehouse, 'select id from toast.orders')).toEqual([{ id: 'a' }]);
  });

  it('change nothing when nothing was loaded', async () => {
    const warehouse = await temporaryWarehouse();
    await loadOrders(warehouse, 1, { a: { status: 'open', total: '1', items: ['tea'] } });
    await run(warehouse, project);
    const again = await run(warehouse, project, { select: ['orders'] });
    expect(again.map(({ model, rows: n }) => [model, n])).toEqual([
      ['stg_order', 0],
      ['orders', 0],
    ]);
    expect(await rows(warehouse, 'select id from toast.orders')).toEqual([{ id: 'a' }]);
  });

  it('are rebuilt from all data by a full refresh', async () => {
    const warehouse = await temporaryWarehouse();
    await loadOrders(warehouse, 1, { a: { status: 'open', total: '1', items: ['tea'] } });
    await run(warehouse, project);
    await warehouse.with((c) => c.run("update toast.order_item set name = 'wrong'"));
    await loadOrders(warehouse, 2, { b: { status: 'open', total: '1', items: ['cake'] } });
    const results = await run(warehouse, project, { select: ['order_item'], fullRefresh: true });
    expect(results.map(({ model, rows: n }) => [model, n])).toEqual([
      ['stg_order', 2],
      ['order_item', 2],
    ]);
    expect(await rows(warehouse, itemsOf)).toEqual([
      { orders_id: 'a', name: 'tea' },
      { orders_id: 'b', name: 'cake' },
    ]);
  });

  it('keep their rows and state when they fail', async () => {
    const warehouse = await temporaryWarehouse();
    await loadOrders(warehouse, 1, { a: { status: 'open', total: '1', items: ['tea'] } });
    await run(warehouse, project);
    await loadOrders(warehouse, 2, { a: { status: 'open', total: 'much', items: ['cake'] } });
    const results = await run(warehouse, project, { select: ['orders'] });
    expect(results[1]).toMatchObject({ model: 'orders', status: 'error', rows: null });
    expect(await rows(warehouse, 'select id, total from toast.orders')).toEqual([
      { id: 'a', total: '1.0000' },
    ]);
    expect(
      await rows(
        warehouse,
        "select model, synced_through from toast_meta.model_state where model = 'orders'",
      ),
    ).toEqual([{ model: 'orders', synced_through: '1970-01-01T00:00:01.000Z' }]);
  });

  it('fail when their columns have changed, and name the changes', async () => {
    const warehouse = await temporaryWarehouse();
    await loadOrders(warehouse, 1, { a: { status: 'open', total: '1', items: [] } });
    await run(warehouse, project);
    await warehouse.with((c) =>
      c.run(`alter table toast.orders drop column currency;
        alter table toast.orders add column tip integer;
        alter table toast.orders alter total type double`),
    );
    const results = await run(warehouse, project, { select: ['orders'] });
    const error = results.find(({ model }) => model === 'orders')?.error;
    expect(error?.message).toBe(
      'models/core/orders.sql: the columns of orders differ from those of toast.orders: ' +
        'total was DOUBLE and is now DECIMAL(18,4); currency (VARCHAR) is new; tip is gone.',
    );
    expect(error?.suggestion).toContain('toast transform --full-refresh --select orders');
  });

  it('keep their rows in a full refresh with full_refresh: false, and are built in full with true', async () => {
    const warehouse = await temporaryWarehouse();
    const seen = (setting: string, columns = 'id') =>
      projectOf({
        'dbt_project.yml': 'name: shop\n',
        'models/s.yml': 'sources: [{name: raw_toast, tables: [{name: orders}]}]',
        'models/seen.sql': `{{ config(materialized='incremental', full_refresh=${setting}) }}
          select ${columns}, {{ is_incremental() }} as added, {{ flags.FULL_REFRESH }} as refreshed
          from {{ source('raw_toast', 'orders') }}`,
      });
    const ids = 'select id, added, refreshed from toast.seen order by all';
    await loadOrders(warehouse, 1, { a: { status: 'open', total: '1', items: [] } });
    await run(warehouse, seen('false'), { fullRefresh: true });
    await run(warehouse, seen('false'), { fullRefresh: true });
    expect(await rows(warehouse, ids)).toEqual([
      { id: 'a', added: false, refreshed: true },
      { id: 'a', added: true, refreshed: true },
    ]);
    const [changed] = await run(warehouse, seen('false', 'id, 1 as n'), { fullRefresh: true });
    expect(changed?.error?.suggestion).toContain('alter table toast.seen');
    await run(warehouse, seen('true'));
    expect(await rows(warehouse, ids)).toEqual([{ id: 'a', added: false, refreshed: false }]);
    expect(() => seen("'no'")).toThrow('full_refresh must be true or false, not no');
  });

  it('compare columns again after a change of the models that they read, or of the table', async () => {
    const warehouse = await temporaryWarehouse();
    const version = (columns: string) =>
      projectOf({
        'dbt_project.yml': 'name: shop\nmodels: {+meta: {skip_unchanged: true}}\n',
        'models/s.yml': 'sources: [{name: raw_toast, tables: [{name: orders}]}]',
        'models/a.sql': `select id, ${columns} from {{ source('raw_toast', 'orders') }}`,
        'models/b.sql':
          "{{ config(materialized='incremental') }} select * from {{ ref('a') }} where n = (select max(n) from {{ ref('a') }})",
      });
    const order = { status: 'open', total: '1', items: [] };
    const built = async (columns: string, at: number) => {
      await loadOrders(warehouse, at, { [`o${at}`]: order });
      const results = await run(warehouse, version(columns));
      return results.find(({ model }) => model === 'b');
    };
    expect(await built('epoch(extracted_at)::integer as n', 1)).toMatchObject({ rows: 1 });
    expect(await built('epoch(extracted_at)::integer as n', 2)).toMatchObject({ rows: 1 });
    const grown = await built('epoch(extracted_at)::integer as n, true as m', 3);
    expect(grown?.error?.message).toContain('m (BOOLEAN) is new.');
    expect(await built('epoch(extracted_at)::integer as n', 4)).toMatchObject({ rows: 1 });
    await warehouse.with((connection) =>
      connection.run('alter table toast.b alter n type tinyint'),
    );
    const altered = await built('epoch(extracted_at)::integer as n', 5);
    expect(altered?.error?.message).toContain('n was TINYINT and is now INTEGER.');
    expect(await rows(warehouse, 'select id, n from toast.b order by all')).toEqual([
      { id: 'o1', n: 1 },
      { id: 'o2', n: 2 },
      { id: 'o4', n: 4 },
    ]);
  });

  it('reclaim the space of replaced rows once they are an eighth of the table', async () => {
    const warehouse = await temporaryWarehouse();
    const replaced = projectOf({
      'dbt_project.yml':
        'name: shop\nvars: {round: 0, rows: 0, from: 0}\nmodels: {+materialized: incremental, +incremental_strategy: delete+insert, +unique_key: id, +persist_docs: {relation: true}}\n',
      'models/a.sql':
        'select range as id, range + {{ var("round") }} as n from range({{ var("from") }}, {{ var("from") }} + {{ var("rows") }})',
      'models/a.yml': 'models: [{name: a, description: "Numbers."}]',
    });
    const round = async (vars: { round: number; rows: number; from?: number }) => {
      await run(warehouse, { ...replaced, vars: { from: 0, ...vars } });
      await warehouse.with((connection) => connection.run('checkpoint'));
      const [row] = await rows(
        warehouse,
        `select count(*)::integer as kept, sum(n)::integer as total, max(rowid)::integer + 1 as written,
          (select comment from duckdb_tables() where table_name = 'a') as comment,
          (
            select count(distinct row_group_id)::integer from pragma_storage_info('toast.a')
          ) as groups
        from toast.a`,
      );
      return row;
    };
    const total = (20_000 * 19_999) / 2;
    const same = { kept: 20_000, comment: 'Numbers.' };
    expect(await round({ round: 0, rows: 20_000 })).toMatchObject({
      ...same,
      total,
      written: 20_000,
    });
    expect(await round({ round: 1, rows: 7000 })).toMatchObject({
      ...same,
      total: total + 7000,
      written: 27_000,
    });
    /* A run reclaims space before it adds to the table. */
    const next = await round({ round: 2, rows: 10 });
    expect(next).toMatchObject({ ...same, total: total + 7010 });
    expect(next?.written).toBeLessThan((20_000 * 8) / 7 + 20);
    /* With a few rows per run, the number of row groups is what could grow. */
    for (let from = 10_000; from < 10_080; from += 10) {
      const row = await round({ round: 0, rows: 10, from });
      expect(row).toMatchObject({ ...same, total: total + 7010 });
      expect(row?.written).toBeLessThan((20_000 * 8) / 7 + 20);
      expect(row?.groups).toBeLessThanOrEqual(5);
    }
  });
});

import { rename } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { loadProject } from '../../../src/transform/project/load-project.js';
import { Warehouse } from '../../../src/warehouse/warehouse.js';
import { projectOf } from '../../support/project-of.js';
import { temporaryWarehouse } from '../../support/temporary-warehouse.js';
import { loadOrders, rows, run, shop, statuses } from './support/shop.js';

describe('a run of models', () => {
  it('keeps the old table as it is when building the new one fails', async () => {
    const warehouse = await temporaryWarehouse();
    const table = (sql: string) =>
      projectOf({ 'models/t.sql': `{{ config(materialized='table') }}${sql}` });
    await run(warehouse, table('select 1 as i'));
    const results = await run(warehouse, table("select 2 as i union all select 'x'::integer"));
    expect(statuses(results)).toEqual({ t: 'error' });
    expect(await rows(warehouse, 'from toast.t')).toEqual([{ i: 1 }]);
    expect(
      await rows(warehouse, "select 1 from duckdb_tables() where table_name like '%new'"),
    ).toEqual([]);
  });

  it('replaces a table by what a query makes of it, and counts the rows of the new one', async () => {
    const warehouse = await temporaryWarehouse();
    const table = (sql: string) =>
      projectOf({ 'models/t.sql': `{{ config(materialized='table') }}${sql}` });
    await run(warehouse, table('select 1 as i'));
    await warehouse.with((connection) =>
      connection.run('create view doubled as select 2 * i as i from toast.t'),
    );
    const [result] = await run(
      warehouse,
      table('select i + n as i from {{ this }}, (values (1), (2)) as t(n)'),
    );
    expect(result?.rows).toBe(2);
    expect(await rows(warehouse, 'from doubled order by all')).toEqual([{ i: 4 }, { i: 6 }]);
  });

  it('builds the same tables and views again from the same data', async () => {
    const warehouse = await temporaryWarehouse();
    await loadOrders(warehouse, 1, { a: { status: 'open', total: '1', items: ['tea'] } });
    const project = await loadProject(shop);
    await run(warehouse, project);
    const query =
      "select sql, comment from duckdb_tables() where schema_name = 'toast_marts' union all select sql, comment from duckdb_views() where schema_name = 'toast_marts'";
    const before = [
      await rows(warehouse, query),
      await rows(warehouse, 'from toast_marts.item_count'),
    ];
    await run(warehouse, project, { select: ['marts'] });
    expect([
      await rows(warehouse, query),
      await rows(warehouse, 'from toast_marts.item_count'),
    ]).toEqual(before);
    expect(before[1]).toEqual([{ orders_id: 'a', items: 1 }]);
  });

  it.each([
    ['view', 'table'],
    ['table', 'view'],
    ['view', 'incremental'],
    ['incremental', 'view'],
  ])(
    'replaces the relation when the materialization of a model changes from %s to %s',
    async (from, to) => {
      const warehouse = await temporaryWarehouse();
      const as = (type: string) =>
        projectOf({
          'models/m.sql': `{{ config(materialized='${type}') }}select '${type}' as made`,
        });
      await run(warehouse, as(from));
      expect(statuses(await run(warehouse, as(to)))).toEqual({ m: 'success' });
      expect(await rows(warehouse, 'from toast.m')).toEqual([{ made: to }]);
    },
  );

  it('creates views that still work after the file is renamed', async () => {
    const warehouse = await temporaryWarehouse();
    await loadOrders(warehouse, 1, { a: { status: 'open', total: '1', items: ['tea'] } });
    await run(warehouse, await loadProject(shop));
    warehouse.close();
    const moved = warehouse.path.replace('toast.duckdb', 'published.duckdb');
    await rename(warehouse.path, moved);
    const reader = await Warehouse.open(moved, { mode: 'read' });
    try {
      expect(await rows(reader, 'select orders from toast_marts.order_total')).toEqual([
        { orders: 1 },
      ]);
    } finally {
      reader.close();
    }
  });

  it('replaces rows with the same unique key in an incremental table', async () => {
    const warehouse = await temporaryWarehouse();
    const project = (made: string) =>
      projectOf({
        'models/m.sql': `{{ config(materialized='incremental', unique_key=['a', 'b']) }}
          select * from (values (1, 1, '${made}'), (1, {{ 3 if is_incremental() else 2 }}, '${made}')) as t(a, b, made)`,
      });
    await run(warehouse, project('first'));
    const [result] = await run(warehouse, project('second'));
    expect(result?.rows).toBe(2);
    expect(await rows(warehouse, 'from toast.m order by all')).toEqual([
      { a: 1, b: 1, made: 'second' },
      { a: 1, b: 2, made: 'first' },
      { a: 1, b: 3, made: 'second' },
    ]);
  });
});

describe('descriptions of models and columns', () => {
  const comments = `select table_name as name, null as column_name, comment from duckdb_tables() where comment is not null
    union all select view_name, null, comment from duckdb_views() where comment is not null
    union all select table_name, column_name, comment from duckdb_columns() where comment is not null order by all`;

  it('are written as comments on tables, views and columns', async () => {
    const warehouse = await temporaryWarehouse();
    await loadOrders(warehouse, 1, { a: { status: 'open', total: '1', items: ['tea'] } });
    const project = await loadProject(shop);
    for (const fullRefresh of [false, false, true]) {
      await run(warehouse, project, { fullRefresh });
      expect(await rows(warehouse, comments)).toEqual([
        { name: 'order_total', column_name: 'total', comment: "Sum of the orders' totals." },
        { name: 'order_total', column_name: null, comment: 'Orders by status.' },
        { name: 'orders', column_name: 'id', comment: "The order's id, as in Toast's API." },
        { name: 'orders', column_name: 'total', comment: "In the restaurant's currency." },
        { name: 'orders', column_name: null, comment: 'One row per order.' },
      ]);
    }
  });
});

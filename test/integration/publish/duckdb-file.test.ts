import { readdirSync, readFileSync, statSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import { errorOf } from '../../support/error-of.js';
import { query, shop } from './support/shop.js';

it('publishes tables and views, found without a schema, with their descriptions', async () => {
  const { publish, file } = await shop();
  const { status, tables } = await publish({ verify: true });
  expect(status).toBe('published');
  expect(tables).toEqual([
    { table: 'toast.employee', rows: 2, written: 2, deleted: 0 },
    { table: 'toast.orders', rows: 40, written: 40, deleted: 0 },
    { table: 'toast_history.employee', rows: 2, written: 2, deleted: 0 },
    { table: 'toast_marts.employee', rows: 1, written: 1, deleted: 0 },
    { table: 'toast_marts.sales_daily', rows: 8, written: 8, deleted: 0 },
  ]);
  expect(await query(file, 'select sum(net_sales) as net from sales_daily')).toEqual([
    { net: '195.0000' },
  ]);
  expect(await query(file, 'select kind from employee')).toEqual([{ kind: 'mart' }]);
  expect(
    await query(file, 'select names from toast_history.employee order by id, len(names)'),
  ).toEqual([{ names: [] }, { names: ['Old', null] }]);
  const comments = await query(
    file,
    `select schema_name || '.' || table_name as place, column_name as name, comment from duckdb_columns()
    where not internal and comment is not null and schema_name <> 'toast_publish'
    union all
    select schema_name || '.' || table_name, null, comment from duckdb_tables()
    where comment is not null and schema_name <> 'toast_publish'
    union all
    select schema_name || '.' || view_name, null, comment from duckdb_views() where comment is not null
    order by all`,
  );
  const orders = "One row per order; it's all of them.";
  expect(comments).toEqual([
    { place: 'main.orders', name: 'amount', comment: 'Amount due.' },
    { place: 'main.orders', name: null, comment: orders },
    { place: 'toast.employee', name: 'first_name', comment: 'Given name.' },
    { place: 'toast.employee', name: null, comment: 'Employees.' },
    { place: 'toast.orders', name: 'amount', comment: 'Amount due.' },
    { place: 'toast.orders', name: null, comment: orders },
  ]);
});

it('has nothing of the schemas and columns that are left out in its bytes', async () => {
  const { publish, file } = await shop();
  await publish();
  const everything = readFileSync(file).toString('latin1');
  expect(everything).toContain('Xanthippe');
  expect(everything).not.toMatch(/raw payload|encrypted token|int_days/);
  await publish({}, { employees: 'ids', exclude: ['toast_history.employee', 'orders.amount'] });
  expect(readFileSync(file).toString('latin1')).not.toMatch(/Xanthippe|Old|amount/);
  expect(await query(file, 'from toast.employee order by id')).toEqual([
    { restaurant_id: 'r0', id: 'e1', first_name: null, wage: null },
    { restaurant_id: 'r1', id: 'e2', first_name: null, wage: null },
  ]);
});

it('writes nothing when nothing has changed, and everything with --full', async () => {
  const { publish, file, folder } = await shop();
  await publish();
  const before = statSync(file);
  const again = await publish({ verify: true });
  expect(again).toMatchObject({ status: 'unchanged', verified: true });
  expect(again.tables[1]).toEqual({ table: 'toast.orders', rows: 40, written: 0, deleted: 0 });
  expect(statSync(file)).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
  expect((await publish({ full: true })).status).toBe('published');
  expect(readdirSync(folder).toSorted()).toEqual(['sales.duckdb', 'warehouse.duckdb']);
});

it('publishes again whatever has changed, and status names it', async () => {
  const { publish, status, change } = await shop();
  await publish();
  const changes = {
    "update toast.orders set amount = 7 where id = 'o3'": [
      'toast.orders',
      'toast_marts.sales_daily',
    ],
    "delete from toast.orders where id = 'o3'": ['toast.orders', 'toast_marts.sales_daily'],
    "delete from toast_intermediate.int_days where restaurant_id = 'r1'": [
      'toast_marts.sales_daily',
    ],
    "create or replace view toast_marts.employee as select 'other' as kind": [
      'toast_marts.employee',
    ],
    'alter table toast_history.employee add column note varchar': ['toast_history.employee'],
    "comment on column toast.orders.amount is 'What is due.'": ['toast.orders'],
    'drop view toast_marts.employee': ['toast_marts.employee'],
  };
  for (const [statement, tables] of Object.entries(changes)) {
    await change(statement);
    expect({ statement, tables: (await status()).differing }).toEqual({ statement, tables });
    expect((await publish({ verify: true })).status).toBe('published');
    expect(await status()).toMatchObject({
      differing: [],
      publishedAt: '2023-11-14T22:13:20.000Z',
    });
  }
});

it('writes nothing in a dry run, and says what it would write', async () => {
  const { publish, status, folder } = await shop();
  const { status: planned, tables } = await publish({ dryRun: true });
  expect(planned).toBe('planned');
  expect(tables[1]).toEqual({ table: 'toast.orders', rows: 40, written: 40, deleted: 0 });
  expect(readdirSync(folder)).toEqual(['warehouse.duckdb']);
  expect(await status()).toMatchObject({ publishedAt: null, differing: null });
});

it('reports a published file that somebody has changed, with --verify', async () => {
  const { publish, file } = await shop();
  await publish();
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  await connection.run("update toast.orders set amount = 0 where id = 'o3'");
  connection.closeSync();
  instance.closeSync();
  expect((await publish()).status).toBe('unchanged');
  const error = await errorOf(publish({ verify: true }));
  expect(error.message).toBe(`${file} differs from the database in toast.orders.`);
  await publish({ full: true, verify: true });
});

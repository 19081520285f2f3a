import { expect, it } from 'vitest';
import { runDataTests } from '../../../src/transform/run/data-tests.js';
import { Warehouse } from '../../../src/warehouse/warehouse.js';
import { projectOf } from '../../support/project-of.js';
import { temporaryWarehouse } from '../../support/temporary-warehouse.js';
import { rows, run, statuses } from './support/shop.js';

const tested = (name: string) =>
  `{ name: ${name}, columns: [{ name: id, data_tests: [not_null] }] }`;

const project = projectOf({
  'dbt_project.yml': `
name: shop
models:
  shop:
    +materialized: table
    a: { +schema: staging, +database: transient }`,
  'models/a.sql': 'select 1 as id',
  'models/b.sql': "select id from {{ ref('a') }}",
  'models/s.yml': `models: [${tested('a')}, ${tested('b')}]`,
});

const check = async (warehouse: Warehouse) =>
  (
    await runDataTests({ warehouse, project, threads: 1, clock: () => 0, onEvent: () => undefined })
  ).map(({ test, status }) => [test, status]);

it('a transient table is read by other models, tested while the database is open, and not in the file', async () => {
  const warehouse = await temporaryWarehouse();
  expect(statuses(await run(warehouse, project))).toEqual({ a: 'success', b: 'success' });
  expect(await check(warehouse)).toEqual([
    ['not_null_a_id', 'pass'],
    ['not_null_b_id', 'pass'],
  ]);
  warehouse.close();
  const reader = await Warehouse.open(warehouse.path, { mode: 'read' });
  try {
    const names = await rows(reader, 'select table_name as name from information_schema.tables');
    expect(names).toContainEqual({ name: 'b' });
    expect(names).not.toContainEqual({ name: 'a' });
    expect(await check(reader)).toEqual([
      ['not_null_a_id', 'skip'],
      ['not_null_b_id', 'pass'],
    ]);
  } finally {
    reader.close();
  }
});

it('opening a file removes the staging tables that earlier versions kept in it', async () => {
  const warehouse = await temporaryWarehouse();
  await warehouse.with((connection) =>
    connection.run(
      'create schema toast_staging; create table toast_staging.stg_order as select 1 as id',
    ),
  );
  warehouse.close();
  const again = await Warehouse.open(warehouse.path, { mode: 'update' });
  try {
    expect(
      await rows(again, "select 1 as n from duckdb_schemas() where schema_name = 'toast_staging'"),
    ).toEqual([]);
  } finally {
    again.close();
  }
});

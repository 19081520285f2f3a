import { expect, it } from 'vitest';
import { runDataTests } from '../../../src/transform/run/data-tests.js';
import type { TestEvent } from '../../../src/transform/run/test-events.js';
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

const check = async (warehouse: Warehouse) => {
  const totals = new Set<number>();
  const onEvent = (event: TestEvent) => event.type !== 'done' && totals.add(event.total);
  const results = await runDataTests({ warehouse, project, threads: 1, clock: () => 0, onEvent });
  return { run: [...totals], tests: results.map(({ test, status }) => [test, status]) };
};

it('a transient table is read by other models, tested while the database is open, and not in the file', async () => {
  const warehouse = await temporaryWarehouse();
  expect(statuses(await run(warehouse, project, { keepTransient: true }))).toEqual({
    a: 'success',
    b: 'success',
  });
  expect(await check(warehouse)).toEqual({
    run: [2],
    tests: [
      ['not_null_a_id', 'pass'],
      ['not_null_b_id', 'pass'],
    ],
  });
  warehouse.close();
  const reader = await Warehouse.open(warehouse.path, { mode: 'read' });
  try {
    const names = await rows(reader, 'select table_name as name from information_schema.tables');
    expect(names).toContainEqual({ name: 'b' });
    expect(names).not.toContainEqual({ name: 'a' });
    expect(await check(reader)).toEqual({
      run: [1],
      tests: [
        ['not_null_a_id', 'skip'],
        ['not_null_b_id', 'pass'],
      ],
    });
  } finally {
    reader.close();
  }
});

/* Counts the tables of the schema that the transient ones are in. */
const counted =
  "select count(*)::integer as n from information_schema.tables where table_schema = 'toast_staging'";

it('a transient table is dropped as soon as all that reads it is built, through ephemeral models too', async () => {
  const chain = projectOf({
    'dbt_project.yml': `
name: shop
models:
  shop:
    +materialized: table
    staging: { +schema: staging, +database: transient }`,
    'models/staging/a.sql': 'select 1 as id',
    'models/staging/part.sql':
      "{{ config(materialized='ephemeral') }} select id from {{ ref('a') }}",
    'models/b.sql': `select id, (${counted}) as n from {{ ref('a') }}`,
    'models/c.sql': `select id, (${counted}) as n from {{ ref('part') }}
      where id in (select id from {{ ref('b') }})`,
    'models/d.sql': `select id, (${counted}) as n from {{ ref('c') }}`,
    'models/staging/unread.sql': "select id from {{ ref('d') }}",
  });
  const warehouse = await temporaryWarehouse();
  await run(warehouse, chain);
  const present = 'select b.n as b, c.n as c, d.n as d from toast.b, toast.c, toast.d';
  expect(await rows(warehouse, present)).toEqual([{ b: 1, c: 1, d: 0 }]);
  expect(await rows(warehouse, counted)).toEqual([{ n: 0 }]);
  warehouse.close();
});

it('a transient table is dropped when what reads it fails or is skipped', async () => {
  const failing = projectOf({
    'dbt_project.yml': `
name: shop
models:
  shop:
    +materialized: table
    staging: { +schema: staging, +database: transient }`,
    'models/staging/a.sql': 'select 1 as id',
    'models/b.sql': "select error('no') as id from {{ ref('a') }}",
    'models/c.sql': "select b.id from {{ ref('b') }} as b, {{ ref('a') }}",
  });
  const warehouse = await temporaryWarehouse();
  const results = await run(warehouse, failing);
  expect(statuses(results)).toEqual({ a: 'success', b: 'error', c: 'skipped' });
  expect(await rows(warehouse, counted)).toEqual([{ n: 0 }]);
  warehouse.close();
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

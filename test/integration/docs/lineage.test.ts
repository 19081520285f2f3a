import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf, type Rows } from '../../../scripts/schema-docs/lineage.js';
import type { QueryNode } from '../../../scripts/schema-docs/sql-tree.js';
import { Warehouse } from '../../../src/warehouse/warehouse.js';

let folder: string;
let warehouse: Warehouse;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'toast-lineage-'));
  warehouse = await Warehouse.open(join(folder, 'test.duckdb'), { mode: 'write' });
});

afterAll(async () => {
  warehouse.close();
  await rm(folder, { recursive: true });
});

const raw: Rows = [
  new Map([
    ['id', { origins: ['orders:guid'] }],
    ['payload', { origins: ['orders:'] }],
  ]),
];

/* Returns the origins of every column of a query on `raw.orders`. */
async function origins(sql: string): Promise<Record<string, readonly string[]>[]> {
  const [row] = await warehouse.with((connection) =>
    connection.all<{ tree: string }>('select json_serialize_sql($sql::varchar) as tree', { sql }),
  );
  const { statements } = JSON.parse(row?.tree ?? '') as { statements: { node: QueryNode }[] };
  const rows = rowsOf(statements[0]!.node, (schema, name) =>
    `${schema}.${name}` === 'raw.orders' ? raw : undefined,
  );
  return rows.map((columns) =>
    Object.fromEntries([...columns].map(([name, value]) => [name, value.origins])),
  );
}

describe('the origins of a column', () => {
  it.each([
    ['payload.voidDate', ['orders:voidDate']],
    ['o.payload.server.guid', ['orders:server.guid']],
    ["payload->'$.a'->>'$.b.c'", ['orders:a.b.c']],
    ["from_json(payload, '{}').checks", ['orders:checks']],
    ['unnest(payload.checks)', ['orders:checks[]']],
    ['nullif(payload.deletedDate::timestamptz, now())', ['orders:deletedDate']],
    ['case when payload.a then payload.b else payload.c end', ['orders:b', 'orders:c']],
    ["coalesce(payload.guid, md5(payload.name || ''))", ['orders:guid']],
    ['generate_subscripts(payload.checks, 1)', []],
    ['payload.a is not null or payload.b', []],
    ['row_number() over (order by payload.a)', []],
    ["'text'", []],
    ['elsewhere', []],
  ])('defined as %s are %j', async (expression, expected) => {
    expect(await origins(`select ${expression} as it from raw.orders as o`)).toEqual([
      { it: expected },
    ]);
  });

  it('are found through common table expressions, stars, subqueries and joins', async () => {
    const sql = `with checks as (
        select id as orders_id, unnest(payload.checks) as payload from raw.orders
      ), named as (
        select checks.* exclude (payload), payload.guid as id, payload from checks
      )
      select orders_id, named.id, payload.amount, source
      from (select * replace (payload.total as payload) from named) as named
      inner join (select payload.source as source from raw.orders) as other on true`;
    expect(await origins(sql)).toEqual([
      {
        orders_id: ['orders:guid'],
        id: ['orders:checks[].guid'],
        amount: ['orders:checks[].total.amount'],
        source: ['orders:source'],
      },
    ]);
  });

  it('are those of every part of a union that a filter on a constant keeps', async () => {
    const united = `with taxes as (
        select 'check' as parent, unnest(payload.a) as tax from raw.orders
        union all
        select 'selection', unnest(payload.b) from raw.orders
      ) select tax.rate from taxes`;
    expect(await origins(united)).toEqual([{ rate: ['orders:a[].rate', 'orders:b[].rate'] }]);
    expect(await origins(`${united} where parent = 'selection' and tax is not null`)).toEqual([
      { rate: ['orders:b[].rate'] },
    ]);
  });

  it('include a list that is nested in itself only once, whatever its depth', async () => {
    const sql = `with recursive modifiers as (
        select unnest(payload.modifiers) as payload from raw.orders
        union all
        select unnest(payload.modifiers) from modifiers
      ) select payload.price from modifiers`;
    expect(await origins(sql)).toEqual([{ price: ['orders:modifiers[].price'] }]);
  });

  it('have a wildcard in place of keys that are data', async () => {
    const sql = `select entry.key, entry.value->>'name' as name
      from raw.orders as o, json_each(o.payload, '$.groups') as entry`;
    expect(await origins(sql)).toEqual([{ key: [], name: ['orders:groups.*.name'] }]);
  });
});

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DatabaseError, UsageError } from '../../../../src/errors.js';
import { ReadOnlySession } from '../../../../src/warehouse/query/read-only-session.js';
import type { Parameters } from '../../../../src/warehouse/engine/connection.js';
import type { Plain } from '../../../../src/warehouse/engine/values.js';
import { Warehouse } from '../../../../src/warehouse/warehouse.js';
import { errorOf } from '../../../support/error-of.js';
import { temporaryWarehouse } from '../../../support/temporary-warehouse.js';
import { tempDir } from '../../../support/temp-dir.js';
import { shared, whenDone } from '../../../support/vitest/when-done.js';

/* Opens a file that has a table of the same name in two schemas, as `toast query` does. */
const place = shared(async () => {
  const folder = await tempDir();
  const path = join(folder, 'warehouse.duckdb');
  const writer = await Warehouse.open(path, { mode: 'write' });
  await writer.with(async (connection) => {
    await connection.run(`create table toast.orders as select 'modelled' as kind`);
    await connection.run(`create table raw_toast.orders as select 'raw' as kind`);
    await connection.run(`create schema "my reports, 2026"`);
    await connection.run(`create table "my reports, 2026".shifts_by_day as select 'own' as kind`);
    await connection.run(`create table "my reports, 2026".rejected as select 'own' as kind`);
    await connection.run(`create table raw_toast.shifts as select i, date '2026-03-01' + i::int as day
      from range(5) as numbers(i)`);
  });
  writer.close();
  const reader = await Warehouse.open(path, { mode: 'read' });
  whenDone(() => reader.close());
  /* A path that no shell and no SQL would be happy with. */
  const parquet = join(folder, "it's.parquet");
  const session = await ReadOnlySession.open(reader, { outputFile: parquet });
  whenDone(() => session.close());
  return { session, parquet };
});

async function queryRows(sql: string, parameters: Parameters = {}): Promise<Plain[][]> {
  const { chunks } = await place().session.stream(sql, parameters);
  const rows: Plain[][] = [];
  for await (const chunk of chunks) rows.push(...chunk);
  return rows;
}

describe('a read-only session', () => {
  it('finds tables named without a schema, the modelled ones first', async () => {
    expect(await queryRows('select kind from orders')).toEqual([['modelled']]);
    expect(await queryRows('select kind from raw_toast.orders')).toEqual([['raw']]);
    expect(await queryRows('select count(*) from shifts')).toEqual([[5]]);
    expect(await queryRows('select count(*) from state')).toEqual([[0]]);
  });

  it('finds tables in schemas of the user, before raw ones', async () => {
    expect(await queryRows('from shifts_by_day')).toEqual([['own']]);
    expect(await queryRows('from rejected')).toEqual([['own']]);
  });

  it('runs a statement that ends with a semicolon, and perhaps a comment', async () => {
    expect(await queryRows('select 1; -- that is all')).toEqual([[1]]);
    expect(await queryRows('from shifts limit 0;')).toEqual([]);
  });

  it.each(['select 1; select 2', '-- nothing', ''])(
    'rejects a text that is not exactly one statement: %j',
    async (sql) => {
      expect(await errorOf(place().session.stream(sql, {}))).toBeInstanceOf(UsageError);
    },
  );

  it.each([
    'show tables',
    'describe orders',
    'summarize shifts',
    "pragma table_info('orders')",
    'values (1)',
    'table orders',
    '(select 1)',
    '-- why\n/* not */ with a as (from orders) from a',
    'explain select 1',
    'explain analyze select 1',
    'explain (format json) select 1',
    'pivot shifts on i using count(*)',
    'from (pivot shifts on i using count(*)); -- that is all',
  ])('runs %s', async (sql) => {
    expect((await queryRows(sql)).length).toBeGreaterThan(0);
  });

  it.each([
    ["copy orders to 'x.csv'", 'COPY'],
    ["export database 'x'", 'EXPORT'],
    ["attach 'x'", 'ATTACH'],
    ['install httpfs', 'INSTALL'],
    ['load json', 'LOAD'],
    ['set threads = 1', 'SET'],
    ['reset threads', 'RESET'],
    ['pragma enable_profiling', 'PRAGMA'],
    ["pragma profiling_output = 'x'", 'SET'],
    ['call enable_logging()', 'CALL'],
    ["from enable_logging(storage = 'file', storage_path = 'x')", 'enable_logging'],
    ["select 1 from \"enable_logging\"(storage = 'file', storage_path = 'x')", 'enable_logging'],
    ['checkpoint', 'CHECKPOINT'],
    ['begin', 'BEGIN'],
    ['create temp table x as select 1', 'CREATE'],
    ["/* a */ explain -- b\n copy orders to 'x.csv'", 'COPY'],
    ["explain analyze copy orders to 'x.csv'", 'COPY'],
    ["explain (analyze, format json) copy orders to 'x.csv'", 'COPY'],
    ["explain/**/analyze copy orders to 'x.csv'", 'ANALYZE'],
    ["with a as (select 1) insert into orders select 'x'", 'INSERT'],
    ["pivot shifts on i using count(*); copy orders to 'x.csv'", '3 statements'],
    ["create type x as enum ('pivot'); select 1", 'CREATE'],
  ])('rejects %s and leaves no file', async (sql, reason) => {
    const folder = await tempDir();
    const error = await errorOf(queryRows(sql.replaceAll("'x", `'${folder}/x`)));
    expect(error).toBeInstanceOf(sql.startsWith('pivot') ? UsageError : DatabaseError);
    expect(error.message).toContain(reason);
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    ['create table x (i int)', 'CREATE'],
    ["insert into orders values ('x')", 'INSERT'],
    ["update orders set kind = 'x'", 'UPDATE'],
    ['delete from orders', 'DELETE'],
    ['drop table orders', 'DROP'],
    ['alter table orders add column x int', 'ALTER'],
  ])('rejects %s and suggests SELECT', async (sql, statement) => {
    const error = (await errorOf(queryRows(sql))) as DatabaseError;
    expect(error).toBeInstanceOf(DatabaseError);
    expect(error.message).toContain(`is open for reading only, so ${statement} is not possible`);
    expect(error.suggestion).toMatch(/SELECT/);
    expect(await queryRows('select kind from orders')).toEqual([['modelled']]);
  });

  it('reports where a statement is wrong', async () => {
    const error = await errorOf(place().session.stream('select knd\nfrom orders', {}));
    expect(error).toBeInstanceOf(DatabaseError);
    expect(error.message).toContain('"knd" not found');
    expect(error.message).toContain('LINE 1: select knd');
    expect(error.message).toMatch(/\n {7,}\^$/m);
    expect((await errorOf(place().session.stream('selec 1', {}))).message).toContain(
      'LINE 1: selec 1',
    );
  });

  it('reports an error that occurs while a statement is running', async () => {
    const error = await errorOf(queryRows("select error('broken on purpose') from shifts"));
    expect(error).toBeInstanceOf(DatabaseError);
    expect(error.message).toContain('broken on purpose');
  });
});

describe('query parameters', () => {
  it.each<[string, Parameters, Plain[][]]>([
    ['select count(*) from shifts where day > $from', { from: '2026-03-03' }, [[2]]],
    ['select count(*) from shifts where i = $i', { i: '3' }, [[1]]],
    ['select i from shifts order by i limit $n', { n: '2' }, [[0], [1]]],
    ['select $a || $b', { a: "it's", b: '; drop' }, [["it's; drop"]]],
    ['select $day::date + 1', { day: '2026-02-28' }, [['2026-03-01']]],
    ['select $n + 1', { n: '41' }, [[42]]],
    ['select i * $rate as x from shifts where i = 4', { rate: '-0.5' }, [[-2]]],
    ['select count(*) from range($n)', { n: '3' }, [[3]]],
    ['select kind || $n from orders where kind <> $n', { n: '007' }, [['modelled007']]],
    ['select $n', { n: '12' }, [['12']]],
  ])('are cast to the type that their place requires: %s', async (sql, parameters, expected) => {
    expect(await queryRows(sql, parameters)).toEqual(expected);
  });

  it.each<[string, Parameters, RegExp]>([
    ['select $n + 1', { n: 'x' }, /Binder Error/],
    ['select $n + 1', { n: '99999999999999999999' }, /Binder Error/],
    ['select $n + nonsense', { n: '1' }, /nonsense/],
    ['select count(*) from shifts where day > $from', { from: 'soon' }, /date/i],
  ])('are rejected if they do not fit: %s with %j', async (sql, parameters, message) => {
    const error = await errorOf(queryRows(sql, parameters));
    expect(error).toBeInstanceOf(DatabaseError);
    expect(error.message).toMatch(message);
  });

  it.each<[string, Parameters, RegExp]>([
    ['select $x', {}, /^The SQL uses \$x, which has no value\.$/],
    ['select count(*) from range($n)', {}, /\$n, which has no value/],
    ["select '$x'", { x: '1' }, /^The SQL does not use \$x\.$/],
    ['select $from', { form: '1' }, /\$from, which has no value\. The SQL does not use \$form\./],
  ])('are named if they are missing or not used: %s with %j', async (sql, parameters, message) => {
    const error = await errorOf(queryRows(sql, parameters));
    expect(error).toBeInstanceOf(UsageError);
    expect(error.message).toMatch(message);
  });

  it('have names without regard to case', async () => {
    expect(await queryRows('select $From', { from: '1' })).toEqual([['1']]);
  });
});

it('a read-only session writes a Parquet file with the types of the columns', async () => {
  const { session, parquet } = place();
  const sql = 'select i, day from shifts where i < $n;';
  expect(await session.writeParquet(sql, { n: '3' })).toBe(3);
  const other = await temporaryWarehouse();
  const [row] = await other.with((connection) =>
    connection.all(`select sum(i) as i, max(day) as day from '${parquet.replace("'", "''")}'`),
  );
  expect(row).toEqual({ i: 3, day: '2026-03-03' });
  expect(await errorOf(session.writeParquet('select 1; select 2'))).toBeInstanceOf(UsageError);
});

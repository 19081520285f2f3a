import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../../src/errors.js';
import { ReadOnlySession } from '../../../../src/warehouse/query/read-only-session.js';
import { Warehouse } from '../../../../src/warehouse/warehouse.js';
import { closedPlace, rowsOf } from '../../../support/closed-place.js';
import { errorOf } from '../../../support/error-of.js';
import { tempDir } from '../../../support/temp-dir.js';
import { temporaryWarehouse } from '../../../support/temporary-warehouse.js';
import { shared } from '../../../support/vitest/when-done.js';

const place = shared(async () => {
  const made = await closedPlace();
  return { ...made, opened: await made.session(true) };
});

describe('a folder that is open for reading', () => {
  it.each([
    "from '{open}/budget.csv'",
    "from '{relative}/budget.csv'",
    "from '{relative}/./budget.csv'",
    "from read_csv('{open}/budget.csv', header = true)",
    "from read_csv(['{open}/budget.csv'])",
    "from read_csv('{open}/b*.csv')",
  ])('is read by %s', async (sql) => {
    const { opened, open } = place();
    const text = sql.replace('{open}', open).replace('{relative}', relative('.', open));
    expect(await rowsOf(opened, text)).toEqual([
      [1, 10],
      [2, 20],
    ]);
  });

  it('is joined with tables and pivoted', async () => {
    const { opened, open } = place();
    const sql = `from orders join '${open}/budget.csv' using (kind) select budget, count(*) group by all order by all`;
    expect(await rowsOf(opened, sql)).toEqual([
      [10, 33],
      [20, 33],
    ]);
    const pivot = `pivot '${open}/budget.csv' on kind in (1, 2) using sum(budget)`;
    expect(await rowsOf(opened, pivot)).toEqual([[10, 20]]);
  });

  it('can be named by a link, and contain links to what is in it', async () => {
    const { database, open } = place();
    const link = join(await tempDir(), 'link');
    await symlink(open, link);
    await symlink('budget.csv', join(open, 'latest.csv'));
    const reader = await Warehouse.open(database, { mode: 'read' });
    const session = await ReadOnlySession.open(reader, { allowedFolders: [link] });
    expect(await rowsOf(session, `select count(*) from '${link}/latest.csv'`)).toEqual([[2]]);
    session.close();
    reader.close();
  });

  it.each([
    ['must exist', 'nowhere', 'There is no folder'],
    ['must not be a file', 'warehouse.duckdb', 'There is no folder'],
    ['must not contain the database', '.', 'warehouse.duckdb, which queries must not read'],
    ['must not contain the configuration', 'with-secret', 'secret.json, which queries must not'],
    ['must not lead to such a folder', 'link', 'which queries must not read'],
  ])('%s', async (_, name, message) => {
    const { folder, database } = await closedPlace();
    await mkdir(join(folder, 'with-secret'));
    await writeFile(join(folder, 'with-secret', 'secret.json'), '{}');
    await symlink('.', join(folder, 'link'));
    const reader = await Warehouse.open(database, { mode: 'read' });
    const options = {
      allowedFolders: [join(folder, name)],
      closedFiles: [join(folder, 'with-secret', 'secret.json')],
    };
    const error = await errorOf(ReadOnlySession.open(reader, options));
    reader.close();
    expect(error).toBeInstanceOf(UsageError);
    expect(error.message).toContain(message);
  });
});

/* The engine resolves links, and may open the database file. */
it.each([
  ['../warehouse.duckdb', "from read_blob('{open}/l*')"],
  ['../configuration.json', "from read_text('{open}/link')"],
  ['..', "from read_blob('{open}/*/ware*')"],
])('a folder with a link to %s is not read by %s', async (target, sql) => {
  const made = await closedPlace();
  const session = await made.session(true);
  await symlink(target, join(made.open, 'link'));
  for (const error of [
    await errorOf(rowsOf(session, sql.replace('{open}', made.open))),
    await errorOf(made.session(true)),
  ]) {
    expect(error.message).toBe(
      `The link ${made.open}/link leads out of the folders that are open.`,
    );
  }
});

describe('a read-only session', () => {
  it.each([
    ...['explain (select 1)', '-- why\n/* not */ explain select 1', 'EXPLAIN ANALYZE (select 1);'],
    ...[
      'explain (format json) select 1; -- that is all',
      'explain (analyze, format json) from orders',
    ],
    ...[
      'from duckdb_tables()',
      'from information_schema.tables',
      "from pragma_table_info('orders')",
    ],
    ...['PRAGMA Version;', 'show all tables', 'select \';\' as "a;b"', "select 'token', 'query()'"],
    ...[
      'select 1 as token order by token',
      "from json_each('[1]')",
      'from range(3) as query(token)',
    ],
    ...['select 1;;', 'pivot orders on kind using count(*); ; -- that is all'],
    'with a as (from orders) pivot a on kind using count(*)',
    'select $$;$$ as x /* ; */ -- ;',
    'from orders select histogram(kind)',
  ])('runs %j', async (sql) => {
    expect((await rowsOf(place().opened, sql)).length).toBeGreaterThan(0);
  });

  it('runs table macros of the file', async () => {
    const warehouse = await temporaryWarehouse();
    await warehouse.with((open) =>
      open.run('create macro toast.first_days(n) as table select * from range(n)'),
    );
    const session = await ReadOnlySession.open(warehouse);
    expect(await rowsOf(session, 'from first_days(2)')).toEqual([[0], [1]]);
    session.close();
  });

  it.each([
    [
      'explain pivot orders on kind using count(*)',
      'EXPLAIN needs a PIVOT that lists its columns.',
    ],
    ['select 1\0', 'The SQL contains a NUL character.'],
    ['from nothing()', 'Table Function with name nothing does not exist'],
    ['select 1) from (select 2', 'syntax error'],
    ['select 1; select 2 -- pivot', 'The SQL contains 2 statements.'],
  ])('says what is wrong with %j', async (sql, message) => {
    expect((await errorOf(rowsOf(place().opened, sql))).message).toContain(message);
  });
});

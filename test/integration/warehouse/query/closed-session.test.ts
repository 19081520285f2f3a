import { symlink } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DatabaseError, ToastError } from '../../../../src/errors.js';
import { closedPlace, rowsOf, secrets } from '../../../support/closed-place.js';
import { errorOf } from '../../../support/error-of.js';
import { tempDir } from '../../../support/temp-dir.js';
import { shared } from '../../../support/vitest/when-done.js';

const place = shared(async () => {
  const made = await closedPlace();
  /* Somebody else can make a link to the database wherever they may write. */
  const elsewhere = await tempDir();
  await symlink(made.database, join(elsewhere, 'link.csv'));
  return {
    ...made,
    elsewhere,
    closed: await made.session(false),
    open: await made.session(true),
    path: made.open,
  };
});

/* Runs a statement that is to be refused, with and without an open folder: {db} stands for the database. */
async function refusals(sql: string): Promise<Error[]> {
  const { closed, open, database, path, elsewhere, folder, files } = place();
  const text = sql
    .replaceAll('{db}', database)
    .replaceAll('{relative}', relative('.', database))
    .replaceAll('{elsewhere}', elsewhere)
    .replaceAll('{open}', path)
    .replaceAll('{folder}', folder);
  const before = await files();
  const errors = [await errorOf(rowsOf(closed, text)), await errorOf(rowsOf(open, text))];
  expect(await files()).toEqual(before);
  for (const error of errors) {
    expect(error).toBeInstanceOf(ToastError);
    for (const secret of secrets) expect(error.message).not.toContain(secret);
  }
  return errors;
}

describe('the token', () => {
  it.each([
    ...['from token', 'from toast_meta.token', 'from warehouse.toast_meta.token', 'table token'],
    ...['from warehouse.token', 'from "TOAST_META"."Token"', 'from toast_meta/**/./**/"token"'],
    'select (select max(ciphertext) from toast_meta.token)',
    'with a as materialized (from token) select 1 where exists (from a)',
    'select 1 order by (select ciphertext from token)',
    'from range((select length(ciphertext) from token))',
    'from orders semi join token on true',
    ...['summarize token', 'describe toast_meta.token', 'explain from token'],
    'explain analyze select ciphertext from toast_meta.token',
    'pivot toast_meta.token on ciphertext using count(*)',
    'pivot (from "token") on ciphertext using count(*)',
    "pivot toast_meta.token on ciphertext in ('a') using count(*)",
    'unpivot token on ciphertext into name n value v',
    "from query('from toast_meta.token')",
    "from query('from toast_meta.' || 'tok' || 'en')",
    "from query(if(current_query() like 'explain%', 'select 1', 'from toast_meta.to' || 'ken'))",
    "pivot query('from toast_meta.to' || 'ken') on ciphertext using count(*)",
    "from system.main.\"QUERY\"('from to' || 'ken')",
    ...["from query_table('toast_meta.token')", "from query_table(['to' || 'ken'])"],
    "from histogram_values('toast_meta.to' || 'ken', ciphertext)",
    "from histogram('token', ciphertext)",
    "from json_execute_serialized_sql(json_serialize_sql('from to' || 'ken'))",
    "pragma json_execute_serialized_sql('{}')",
    "select json_serialize_plan('from read_csv(''{db}'')')",
    ...["pragma storage_info('toast_meta.token')", "from pragma_storage_info('toast_meta.token')"],
    "from duckdb_table_sample('toast_meta.token')",
    ...["from read_blob('{db}')", "from read_text('{relative}')", "from read_csv('file://{db}')"],
    ...["from read_duckdb('{db}', table_name = 'tok' || 'en')", "from '{db}'", "from '{relative}'"],
    ...[
      "from 'FILE:{db}'",
      'from warehouse.duckdb',
      "from read_blob('{open}/*/../../warehouse.duckdb')",
    ],
    ...[
      "from read_blob(['{open}/budget.csv', '{db}'])",
      "from read_blob('{folder}/warehouse.' || 'duckdb')",
    ],
    ...["from '/{elsewhere}/link.csv'", "pivot '{elsewhere}/link.csv' on x using count(*)"],
    ...["from 'file:{elsewhere}/link.csv'", 'from "{elsewhere}/link".csv'],
    "from read_blob('{elsewhere}/link.csv')",
    "pivot '{db}' on ciphertext using count(*)",
    "pivot read_csv('{folder}/warehouse' || '.duckdb') on ciphertext using count(*)",
    "with a as (from read_csv('{db}')) insert into orders select x from a",
    ...["attach '{db}' as other", "copy token to '{open}/x.csv'"],
    'from orders\0; from token',
  ])('is not readable by %j', async (sql) => {
    await refusals(sql);
  });

  it('is named in the error, which says where to look instead', async () => {
    const error = await errorOf(rowsOf(place().closed, 'from token'));
    expect(error.message).toBe('The table toast_meta.token cannot be queried.');
    expect((error as DatabaseError).suggestion).toMatch(/^toast status/);
  });
});

describe('other files', () => {
  it.each([
    "select '--' as pivot; copy (select 42 a) to '{open}/x.csv'",
    "select 1 as pivot; copy (select 42 a) to '{open}/x.csv'",
    "pivot orders on kind using count(*); copy (select 42 a) to '{open}/x.csv'",
    "copy (select 42) to '{open}/x.csv'",
    "copy (select 42) to '{folder}/x.parquet'",
    "explain analyze copy (select 42) to '{open}/x.csv'",
    "explain (analyze) copy (select 42) to '{open}/x.csv'",
    "explain analyze /* \n select 1 -- */ copy (select 42) to '{open}/x.csv'",
    'explain analyze create table x as from orders',
    ...["export database '{open}/x'", "import database '{open}/x'", "attach '{open}/x.duckdb'"],
    "with a as (select 1) select * from a; export database '{open}/x'",
    ...["install 'x' from 'http://localhost:1'", "install '{open}/x.duckdb_extension'"],
    "from query('select * from enable' || '_logging(storage = ''file'', storage_path = ''{open}/x'')')",
    "from enable_logging(storage = 'file', storage_path = '{open}/x')",
    "pivot enable_logging(storage = 'file', storage_path = '{open}/x') on x using count(*)",
    "call enable_logging(storage = 'file', storage_path = '{open}/x')",
    "from enable_profiling(save_location = '{open}/x')",
    ...['from checkpoint()', 'from force_checkpoint()', "set temp_directory = '{open}/x'"],
    ...["pragma profiling_output = '{open}/x'", "pragma enable_profiling = 'json'"],
    "create persistent secret s (type s3, key_id 'x', secret 'x')",
  ])('are not written by %j', async (sql) => {
    await refusals(sql);
  });

  it.each([
    ...["from '{folder}/configuration.json'", "from read_text('{open}/../configuration.json')"],
    ...["from read_json('{folder}/configuration.json')", "from glob('{folder}/*')"],
    ...["from read_text('/proc/self/environ')"],
    ...[
      "from read_text('http://localhost:1/x')",
      "from read_csv('/etc/pass' || 'wd')",
      "from '~/x.csv'",
    ],
    "pivot '{folder}/configuration.json' on clientSecret using count(*)",
  ])('are not read by %j', async (sql) => {
    for (const error of await refusals(sql)) expect(error).toBeInstanceOf(DatabaseError);
  });

  it.each(["from 'x.csv'", "from read_text('x.csv')", "from 'http://localhost:1/x.csv'"])(
    'are refused with a hint at --allow-dir: %s',
    async (sql) => {
      const error = (await errorOf(rowsOf(place().closed, sql))) as DatabaseError;
      expect(error.message).toMatch(/x\.csv cannot be read/);
      expect(error.suggestion).toContain('--allow-dir');
    },
  );
});

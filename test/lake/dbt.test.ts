import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { execa } from 'execa';
import { expect, inject, it } from 'vitest';
import { installDbt } from '../../scripts/lake/dbt.js';
import { tempDir } from '../support/temp-dir.js';
import { modelledWorld } from './support/world.js';

const root = join(import.meta.dirname, '../..');

const profile = (folder: string) => `
toast:
  target: prod
  outputs:
    prod:
      type: duckdb
      path: ':memory:'
      database: lake
      schema: toast
      attach:
        - { path: 'ducklake:${folder}/lake.ducklake', alias: lake, is_ducklake: true }
        - { path: ':memory:', alias: transient }
      threads: 1
      config_options: { extension_directory: '${inject('extensionDirectory')}' }
      settings: { TimeZone: UTC, threads: 1 }
`;

/* A copy of the project that writes no comments on columns, which the views of a DuckLake cannot have. */
async function projectForLake(folder: string): Promise<void> {
  for (const name of ['models', 'macros']) {
    await cp(join(root, name), join(folder, name), { recursive: true });
  }
  const project = await readFile(join(root, 'dbt_project.yml'), 'utf8');
  await writeFile(
    join(folder, 'dbt_project.yml'),
    project.replace('      columns: true', '      columns: false'),
  );
  await writeFile(join(folder, 'profiles.yml'), profile(folder));
}

it('dbt-duckdb builds the models on a DuckLake, with the rows that toast transform gives', async () => {
  const folder = await tempDir();
  const { warehouse } = await modelledWorld();
  const [python, ...dbt] = await installDbt();
  await projectForLake(folder);
  const instance = await DuckDBInstance.create(':memory:', {
    extension_directory: inject('extensionDirectory'),
  });
  const connection = await instance.connect();
  const attach = `attach 'ducklake:${folder}/lake.ducklake' as lake (data_path '${folder}/files/', data_inlining_row_limit 0)`;
  const copy = `${folder}/copy.duckdb`;
  await warehouse.with((session) =>
    session.run(`attach '${copy}' as copy; copy from database warehouse to copy; detach copy`),
  );
  await connection.run(`${attach}; attach '${copy}' as local (read_only)`);
  const names = async (schemas: string) => {
    const result = await connection.runAndReadAll(
      `select schema_name || '.' || table_name as name from duckdb_tables()
      where database_name = 'local' and schema_name in (${schemas}) order by all`,
    );
    return result.getRows().map(([name]) => String(name));
  };
  for (const schema of ['raw_toast', 'raw_toast_history', 'toast_meta']) {
    await connection.run(`create schema lake.${schema}`);
  }
  for (const name of await names(`'raw_toast', 'raw_toast_history', 'toast_meta'`)) {
    /* What the local build noted would tell dbt that there is nothing left to do. */
    const isState = /toast_meta\.(model_|changed_day|day_digest)/.test(name);
    await connection.run(
      `create table lake.${name} as from local.${name}${isState ? ' limit 0' : ''}`,
    );
  }
  await connection.run('detach lake');
  const run = (...args: string[]) =>
    execa(
      python,
      [...dbt, '--quiet', 'run', '--project-dir', folder, '--profiles-dir', folder, ...args],
      {
        cwd: folder,
        reject: false,
        env: { DBT_SEND_ANONYMOUS_USAGE_STATS: 'false' },
      },
    );
  const built = await run();
  expect(built.stdout).toBe('');
  expect(built.exitCode).toBe(0);
  /* An order is loaded again; models that are built in full compare themselves with the last build. */
  await connection.run(`${attach};
    update lake.raw_toast.orders set extracted_at = extracted_at + interval 1 hour
    where id = (select min(id) from lake.raw_toast.orders);
    detach lake`);
  const again = await run('--select', '+orders', 'time_entry', 'shift', 'cash_entry');
  expect(again.stdout).toBe('');
  expect(again.exitCode).toBe(0);
  await connection.run(attach);
  const synced = await connection.runAndReadAll(
    'select count(distinct _synced_at)::int from lake.toast.orders',
  );
  expect(Number(synced.getRows()[0]?.[0])).toBeGreaterThan(1);
  const [here, there]: [Record<string, string>, Record<string, string>] = [{}, {}];
  for (const name of await names(`'toast'`)) {
    for (const [database, found] of [
      ['local', here],
      ['lake', there],
    ] as const) {
      const result = await connection.runAndReadAll(
        `with chosen as (select columns(c -> c not in ('_synced_at', 'last_extracted_at')) from ${database}.${name})
        select count(*) || ' rows, ' || coalesce(sum(hash(chosen)::hugeint), 0) from chosen`,
      );
      found[name] = String(result.getRows()[0]?.[0]);
    }
  }
  expect(Object.keys(here).length).toBeGreaterThan(70);
  expect(there).toEqual(here);
  const marts = await connection.runAndReadAll(
    `select count(*)::int, sum(net_sales)::varchar from lake.toast_marts.sales_daily
    union all select count(*)::int, sum(net_sales)::varchar from local.toast_marts.sales_daily`,
  );
  const [lakeSales, localSales] = marts.getRows();
  expect(lakeSales).toEqual(localSales);
  connection.closeSync();
  instance.closeSync();
}, 900_000);

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readMetrics } from '../../../src/mcp/metrics.js';
import { Warehouse } from '../../../src/warehouse/warehouse.js';
import { tempDir } from '../../support/temp-dir.js';
import { assistant } from './support/assistant.js';

interface Table {
  readonly columns: readonly { name: string; type: string }[];
  readonly rows: readonly unknown[][];
  readonly note?: string;
}

const setup = `
  create table toast_marts.sales_daily (business_date date, net_sales decimal(18, 4));
  insert into toast_marts.sales_daily values ('2026-07-17', 1234.5), ('2026-07-18', 900);
  comment on table toast_marts.sales_daily is 'One row per restaurant and business date.';
  comment on column toast_marts.sales_daily.net_sales is 'Sales before refunds, less refunds.';
  create view toast_marts.checks as select 340.17 as amount_due;
  insert into toast_meta.token values ('account', 'encrypted', now(), now())`;

async function database(): Promise<string> {
  const path = join(await tempDir(), 'warehouse.duckdb');
  const warehouse = await Warehouse.open(path, { mode: 'write' });
  await warehouse.with((connection) => connection.run(setup));
  warehouse.close();
  return path;
}

it('lists tables with their descriptions, marts first, and without the token', async () => {
  const { ask } = await assistant(await database());
  const { rows } = await ask<Table>('list_tables');
  expect(rows[0]).toEqual(['toast_marts', 'checks', null]);
  expect(rows[1]).toEqual([
    'toast_marts',
    'sales_daily',
    'One row per restaurant and business date.',
  ]);
  expect(rows.map(([, name]) => name)).not.toContain('token');
  const found = await ask<Table>('list_tables', { search: 'BUSINESS date' });
  expect(found.rows.map(([, name]) => name)).toEqual(['sales_daily']);
});

it.each(['sales_daily', 'toast_marts.sales_daily'])('describes %s', async (table) => {
  const { ask } = await assistant(await database());
  const { rows } = await ask<Table>('describe_table', { table });
  expect(rows).toEqual([
    ['toast_marts', 'sales_daily', 'business_date', 'DATE', null],
    [
      ...['toast_marts', 'sales_daily', 'net_sales', 'DECIMAL(18,4)'],
      'Sales before refunds, less refunds.',
    ],
  ]);
});

it('answers a query exactly, and says when there are more rows', async () => {
  const { ask } = await assistant(await database());
  const sql = 'from sales_daily order by business_date';
  expect(await ask<Table>('query', { sql })).toEqual({
    columns: [
      { name: 'business_date', type: 'DATE' },
      { name: 'net_sales', type: 'DECIMAL(18,4)' },
    ],
    rows: [
      ['2026-07-17', '1234.5000'],
      ['2026-07-18', '900.0000'],
    ],
  });
  expect(await ask<Table>('query', { sql, limit: 1 })).toMatchObject({
    rows: [['2026-07-17', '1234.5000']],
    note: 'Only the first 1 rows.',
  });
});

it.each([
  ['writes', "insert into toast_marts.sales_daily values ('2026-07-19', 1)"],
  ['reads another file', "from read_csv('OTHER')"],
  ['reads the network', "from read_csv('http://127.0.0.1:9/a.csv')"],
  ['loads an extension', 'install httpfs'],
  ['reads the token', 'from toast_meta.token'],
  ['is several statements', 'select 1; select 2'],
  ['names a column that does not exist', 'select gross from sales_daily'],
])('a query that %s is an error of the tool', async (_, sql) => {
  const path = await database();
  const other = join(path, '..', 'other.csv');
  await writeFile(other, 'a,b\n1,2\n');
  const { call, ask } = await assistant(path);
  const { isError, text } = await call('query', { sql: sql.replace('OTHER', other) });
  expect([isError, text.includes('1,2'), text.includes('encrypted')]).toEqual([true, false, false]);
  expect((await ask<Table>('query', { sql: 'from sales_daily' })).rows).toHaveLength(2);
});

it('a query that takes too long is interrupted, and the next one is answered', async () => {
  let isLong = true;
  const { call, ask } = await assistant(await database(), {
    timeout: () => AbortSignal.timeout(isLong ? 50 : 60_000),
  });
  const sql = 'select sum(a.range * b.range) from range(10000000) as a, range(10000000) as b';
  const { isError, text } = await call('query', { sql });
  expect([isError, text]).toEqual([true, expect.stringContaining('took too long')]);
  isLong = false;
  expect((await ask<Table>('query', { sql: 'select 1' })).rows).toEqual([[1]]);
});

it('a run can open the file for writing between two questions', async () => {
  const path = await database();
  const { ask } = await assistant(path);
  const sql = 'select count(*) from sales_daily';
  expect((await ask<Table>('query', { sql })).rows).toEqual([[2]]);
  const warehouse = await Warehouse.open(path, { mode: 'update' });
  await warehouse.with((connection) => connection.run('delete from toast_marts.sales_daily'));
  warehouse.close();
  expect((await ask<Table>('query', { sql })).rows).toEqual([[0]]);
});

it('lists the metrics of the semantic models with their definitions', async () => {
  const root = join(import.meta.dirname, '../../..');
  const { ask } = await assistant(await database(), { metrics: () => readMetrics(root) });
  const all = await ask<{ metrics: { name: string; definition: string }[] }>('list_metrics');
  expect(all.metrics.length).toBeGreaterThan(50);
  const { metrics } = await ask<typeof all>('list_metrics', { search: 'Average check' });
  expect(metrics).toContainEqual({
    ...{ name: 'average_check', label: 'Average check' },
    description: 'Net sales per check with a sold item.',
    definition: 'ratio {"numerator":"net_sales","denominator":"sales_check_count"}',
  });
});

it('serves pages of the documentation', async () => {
  const { client } = await assistant(await database(), {
    documents: [
      {
        ...{ name: 'metrics', title: 'Metrics', description: 'What each number means.' },
        read: () => Promise.resolve('# Metrics'),
      },
    ],
  });
  const { resources } = await client.listResources();
  expect(resources.map(({ uri }) => uri)).toEqual(['toast://metrics']);
  const { contents } = await client.readResource({ uri: 'toast://metrics' });
  expect(contents).toMatchObject([{ mimeType: 'text/markdown', text: '# Metrics' }]);
});

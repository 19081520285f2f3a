import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { expect, it } from 'vitest';
import { writeStarterProject } from '../../../src/setup/starter-project.js';
import { loadProject } from '../../../src/transform/project/load-project.js';
import { runDataTests } from '../../../src/transform/run/data-tests.js';
import { bundledProject } from '../../support/bundled-project.js';
import { tempDir } from '../../support/temp-dir.js';
import { temporaryWarehouse } from '../../support/temporary-warehouse.js';
import { rows, run } from './support/shop.js';

const templates = join(import.meta.dirname, '../../../templates');

it('the starter project builds weekly sales from sales_daily, and its data tests pass', async () => {
  const project = await loadProject(
    await writeStarterProject(templates, join(await tempDir(), 'reports')),
  );
  const warehouse = await temporaryWarehouse();
  await rows(
    warehouse,
    `create table toast_marts.sales_daily as
    select
      *, 'Main Street' as restaurant_name, 'USD' as currency_code, 2::bigint as order_count,
      3::bigint as guest_count, 12.0 as gross_sales, 1.5 as discounts, 0.5 as refunds,
      10.0::decimal(18, 4) as net_sales
    from (values
      ('a', date '2026-07-05', true), ('a', date '2026-07-06', true), ('a', date '2026-07-12', true),
      ('a', date '2026-07-13', false), ('b', date '2026-07-06', true)
    ) as days (restaurant_id, business_date, is_complete)`,
  );
  expect(await run(warehouse, project)).toMatchObject([
    { relation: 'toast_reports.weekly_sales', status: 'success', rows: 3 },
  ]);
  expect(
    await rows(
      warehouse,
      `select restaurant_id, week_start::varchar as week, net_sales::double as net_sales, days::integer as days
      from toast_reports.weekly_sales order by all`,
    ),
  ).toEqual([
    { restaurant_id: 'a', week: '2026-06-29', net_sales: 10, days: 1 },
    { restaurant_id: 'a', week: '2026-07-06', net_sales: 20, days: 2 },
    { restaurant_id: 'b', week: '2026-07-06', net_sales: 10, days: 1 },
  ]);
  expect(
    await rows(
      warehouse,
      `select column_name from duckdb_columns()
      where schema_name = 'toast_reports' and comment is not null order by column_index`,
    ),
  ).toEqual(
    [...project.models.get('weekly_sales')!.columns.keys()].map((column_name) => ({ column_name })),
  );
  const tests = await runDataTests({
    ...{ warehouse, project, threads: 2, clock: () => 0, onEvent: () => undefined },
  });
  expect(tests.map(({ status }) => status)).toEqual(['pass', 'pass', 'pass', 'pass']);
});

it('the starter project reads columns that sales_daily has', async () => {
  const { columns, sources } = (await loadProject(join(templates, 'project'))).models.get(
    'weekly_sales',
  )!;
  const { models } = await bundledProject();
  const read = [...columns.keys()].filter((name) => !['week_start', 'days'].includes(name));
  const known = models.get('sales_daily')!.columns;
  expect([...known.keys()]).toEqual(
    expect.arrayContaining([...read, 'business_date', 'is_complete']),
  );
  expect(sources).toEqual(['toast_marts.sales_daily']);
});

it('the profile of the starter project for dbt writes to the same schema', async () => {
  const read = async (file: string) =>
    load(await readFile(join(templates, 'project', file), 'utf8')) as Record<string, unknown>;
  const { profile } = await read('dbt_project.yml');
  expect((await read('profiles.yml'))[String(profile)]).toMatchObject({
    outputs: { prod: { type: 'duckdb', schema: 'toast' } },
  });
});

import { expect, it } from 'vitest';
import { projectOf } from '../../support/project-of.js';
import { temporaryWarehouse } from '../../support/temporary-warehouse.js';
import { rows, run, statuses } from './support/shop.js';

const megabytesPerModel = 10;

it('models that need more memory than is kept for them are built, and the limit is restored', async () => {
  const large = 'select list(i) as l from range(2_000_000) as rows(i)';
  const project = projectOf({
    'dbt_project.yml': 'name: shop\nmodels: {shop: {+materialized: table}}',
    'models/a.sql': large,
    'models/b.sql': large,
    'models/c.sql':
      "select len(a.l) = len(b.l) as is_equal from {{ ref('a') }} as a, {{ ref('b') }} as b",
  });
  const warehouse = await temporaryWarehouse();
  const limit = () => rows(warehouse, "select current_setting('memory_limit') as memory_limit");
  const usual = await limit();
  const results = await run(warehouse, project, { megabytesPerModel });
  expect(statuses(results)).toEqual({ a: 'success', b: 'success', c: 'success' });
  expect(await rows(warehouse, 'from toast.c')).toEqual([{ is_equal: true }]);
  expect(await limit()).toEqual(usual);
  warehouse.close();
});

it('what the engine keeps of the file does not add up from model to model', async () => {
  const project = projectOf({
    'dbt_project.yml': 'name: shop\nmodels: {shop: {+materialized: table}}',
    /* 24 MB that cannot be compressed, for two models at a time. */
    'models/numbers.sql': 'select hash(i) as n, hash(i + 1) as m from range(1_500_000) as rows(i)',
    'models/sums.sql': "select sum(n) as n, sum(m) as m from {{ ref('numbers') }}",
    'models/used.sql': `select sum(memory_usage_bytes)::double / 1e6 as megabytes
      from duckdb_memory(), {{ ref('sums') }}`,
  });
  const warehouse = await temporaryWarehouse();
  await run(warehouse, project, { megabytesPerModel });
  const [used] = await rows(warehouse, 'from toast.used');
  expect(Number(used?.megabytes)).toBeLessThan(20);
  warehouse.close();
});

it('each batch starts without what the batches before it have read of the file', async () => {
  const project = projectOf({
    'dbt_project.yml': `name: shop
models:
  shop: {core: {+materialized: incremental}, staging: {+materialized: table, +schema: staging, +database: transient}}
`,
    'models/s.yml': 'sources: [{name: raw_toast, tables: [{name: blocks}]}]',
    /* Every batch is full until the third. */
    'models/staging/batch.sql': `{{ config(meta={'batch_rows': 1}) }}
      select count(*) as n, sum(memory_usage_bytes)::double / 1e6 as megabytes
      from duckdb_memory()
      having (select count(*) from toast.reads) < 3`,
    'models/core/reads.sql': `
      select megabytes, (select sum(n) from {{ source('raw_toast', 'blocks') }}) as total from {{ ref('batch') }}`,
  });
  const warehouse = await temporaryWarehouse();
  await rows(
    warehouse,
    'create table raw_toast.blocks as select hash(i) as n, now() as extracted_at from range(12_000_000) as r(i)',
  );
  await rows(warehouse, 'create table toast.reads (megabytes double, total hugeint)');
  await rows(warehouse, 'checkpoint');
  await run(warehouse, project, { megabytesPerModel: 100 });
  const read = await rows(warehouse, 'select megabytes from toast.reads order by rowid');
  expect(read).toHaveLength(3);
  /* Of the 96 MB that each reads. */
  for (const { megabytes } of read) expect(Number(megabytes)).toBeLessThan(80);
  warehouse.close();
});

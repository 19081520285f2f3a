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

import { expect, it } from 'vitest';
import { projectOf } from '../../support/project-of.js';
import { temporaryWarehouse } from '../../support/temporary-warehouse.js';
import { loadOrders, rows, run, statuses } from './support/shop.js';

const project = (total = '1', macro = 'x') =>
  projectOf({
    'dbt_project.yml':
      'name: shop\nmodels:\n  shop:\n    +materialized: table\n    +meta: {skip_unchanged: true}\n',
    'macros/m.sql': `{% macro m() %}'${macro}'{% endmacro %}`,
    'models/s.yml': 'sources: [{name: raw_toast, tables: [{name: orders}]}]',
    'models/a.sql': "select id, {{ m() }} as m from {{ source('raw_toast', 'orders') }}",
    'models/b.sql': `select count(*)::integer as n, ${total} as total from {{ ref('a') }}`,
  });
const order = { status: 'open', total: '1', items: [] };
const same = { a: 'unchanged', b: 'unchanged' };
const rebuilt = { a: 'success', b: 'success' };

it('a run leaves models as they are whose definition and data are unchanged, and builds all others', async () => {
  const warehouse = await temporaryWarehouse();
  const built = async (...args: Parameters<typeof project>) =>
    statuses(await run(warehouse, project(...args)));
  await loadOrders(warehouse, 1, { a: order });
  expect(await built()).toEqual(rebuilt);
  expect(await built()).toEqual(same);
  expect(statuses(await run(warehouse, project(), { fullRefresh: true }))).toEqual(rebuilt);
  await loadOrders(warehouse, 2, { b: order });
  /* Built on a table without the new order: it is not up to date yet. */
  await run(warehouse, project(), { select: ['b'] });
  expect(await built()).toEqual(rebuilt);
  expect(await rows(warehouse, 'select n from toast.b')).toEqual([{ n: 2 }]);
  expect(await built('2')).toEqual({ a: 'unchanged', b: 'success' });
  expect(await built('2', 'y')).toEqual(rebuilt);
  await warehouse.with((connection) => connection.run('drop table toast.b'));
  expect(await built('2', 'y')).toEqual({ a: 'unchanged', b: 'success' });
  expect(await built("'x'::integer", 'y')).toEqual({ a: 'unchanged', b: 'error' });
  expect(await built("'x'::integer", 'y')).toEqual({ a: 'unchanged', b: 'error' });
  expect(await built('2', 'y')).toEqual(same);
});

it('a model that reads the ledger is built again after an extraction, also one that found nothing', async () => {
  const warehouse = await temporaryWarehouse();
  const ledger = projectOf({
    'dbt_project.yml':
      'name: shop\nmodels: {+materialized: table, +meta: {skip_unchanged: true}}\n',
    'models/s.yml': 'sources: [{name: toast_meta, tables: [{name: state}, {name: model_state}]}]',
    'models/a.sql': "select count(*)::integer as n from {{ source('toast_meta', 'state') }}",
    'models/b.sql': "select count(*)::integer as n from {{ source('toast_meta', 'model_state') }}",
  });
  expect(statuses(await run(warehouse, ledger))).toEqual(rebuilt);
  expect(statuses(await run(warehouse, ledger))).toEqual(same);
  await warehouse.with((connection) =>
    connection.run(`insert into toast_meta.state by name
      select 'r' as restaurant_id, 'orders' as resource, 'done' as status, 'run' as run_id,
        0 as rows_read, 0 as rows_new, 0 as rows_updated, 1 as requests,
        'epoch'::timestamptz as window_start,
        'epoch'::timestamptz as window_end, 'epoch'::timestamptz as started_at,
        'epoch'::timestamptz as finished_at`),
  );
  expect(statuses(await run(warehouse, ledger))).toEqual({ a: 'success', b: 'unchanged' });
  expect(await rows(warehouse, 'select n from toast.a')).toEqual([{ n: 1 }]);
});

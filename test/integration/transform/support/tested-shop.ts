import type { Project } from '../../../../src/transform/project/model.js';
import {
  runChangedTests,
  type ChangedTestOptions,
} from '../../../../src/transform/run/changed-tests.js';
import type { Warehouse } from '../../../../src/warehouse/warehouse.js';
import { projectOf } from '../../../support/project-of.js';
import { run } from './shop.js';

const files = {
  'dbt_project.yml': 'name: shop\nmodels: {+materialized: table, +meta: {skip_unchanged: true}}\n',
  'macros/t.sql': `
    {% test at_least(model, column_name, least) %}
    select * from {{ model }} where {{ column_name }} < {{ least }}
    {% endtest %}
    {% test in_the_past(model, column_name) %}
    select * from {{ model }} where {{ column_name }} > now()
    {% endtest %}`,
  'models/sources.yml': 'sources: [{name: raw_toast, tables: [{name: orders}, {name: jobs}]}]',
  'models/orders.sql': "select id, total, extracted_at from {{ source('raw_toast', 'orders') }}",
  'models/sales.sql':
    "{{ config(materialized='view') }}select sum(total) as total from {{ ref('orders') }}",
  'models/jobs.sql': "select id from {{ source('raw_toast', 'jobs') }}",
  'models/today.sql':
    "{{ config(materialized='view') }}select current_date as day from {{ ref('jobs') }}",
  'models/schema.yml': `
models:
  - name: orders
    columns:
      - { name: id, data_tests: [{ unique: { name: orders_unique } }] }
      - { name: total, data_tests: [{ at_least: { name: orders_total, least: 0 } }] }
      - { name: extracted_at, data_tests: [{ in_the_past: { name: orders_past } }] }
  - name: sales
    columns: [{ name: total, data_tests: [{ not_null: { name: sales_total } }] }]
  - name: jobs
    columns: [{ name: id, data_tests: [{ unique: { name: jobs_unique } }] }]
  - name: today
    columns: [{ name: day, data_tests: [{ not_null: { name: today_day } }] }]
`,
};

/** Names of the tests that can be left out: they read neither the clock nor a view that does. */
export const lasting = ['jobs_unique', 'orders_total', 'orders_unique', 'sales_total'];

/** Names of the tests that read the clock. */
export const ofClock = ['orders_past', 'today_day'];

/**
 * A project of tables and views of two raw tables, with tests. `least` is the threshold of `orders_total`,
 * `total` the expression that `sales_total` tests.
 */
export function testedShop({ least = 0, total = 'sum(total)' } = {}): Project {
  return projectOf({
    ...files,
    'models/sales.sql': files['models/sales.sql'].replace('sum(total)', total),
    'models/schema.yml': files['models/schema.yml'].replace('least: 0', `least: ${least}`),
  });
}

/** Loads raw tables with as many orders and two jobs. */
export async function loadShop(warehouse: Warehouse, orders: number): Promise<void> {
  await warehouse.with((connection) =>
    connection.run(`
      create table raw_toast.orders as
        select i as id, i as total, 'epoch'::timestamptz as extracted_at from range(${orders}) as rows(i);
      create table raw_toast.jobs as
        select i as id, 'epoch'::timestamptz as extracted_at from range(2) as rows(i)`),
  );
}

let runs = 0;

/** Builds what has changed and tests it, as `toast run` does. Returns which tests ran, and what came of all. */
export async function buildAndTest(
  warehouse: Warehouse,
  project: Project,
  options: Partial<ChangedTestOptions> = {},
): Promise<{ ran: string[]; statuses: Record<string, string> }> {
  await run(warehouse, project, { runId: `run ${(runs += 1)}` });
  const ran: string[] = [];
  const results = await runChangedTests({
    ...{ warehouse, project, threads: 1, testAll: false, clock: () => 0 },
    onEvent: (event) => {
      if (event.type === 'start') ran.push(event.test);
    },
    ...options,
  });
  const statuses = Object.fromEntries(results.map(({ test, status }) => [test, status]));
  return { ran: ran.toSorted(), statuses };
}

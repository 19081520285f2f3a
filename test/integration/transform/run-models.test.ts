import { describe, expect, it } from 'vitest';
import { loadProject } from '../../../src/transform/project/load-project.js';
import { formatRunEvent, type RunEvent } from '../../../src/transform/run/model-events.js';
import { projectOf } from '../../support/project-of.js';
import { temporaryWarehouse } from '../../support/temporary-warehouse.js';
import { loadOrders, rows, run, shop, statuses } from './support/shop.js';

describe('a run of models', () => {
  it('skips what depends on a failed model and builds everything else', async () => {
    const warehouse = await temporaryWarehouse();
    const project = projectOf({
      'models/bad.sql':
        "{{ config(materialized='table') }}\nselect\n  1 as i,\n  'x'::integer as j",
      'models/through.sql': "{{ config(materialized='ephemeral') }}select * from {{ ref('bad') }}",
      'models/child.sql': "select * from {{ ref('through') }}",
      'models/grandchild.sql': "select * from {{ ref('child') }}, {{ ref('good') }}",
      'models/good.sql': 'select 1 as i',
      'models/better.sql': "select * from {{ ref('good') }}",
    });
    const events: RunEvent[] = [];
    const results = await run(warehouse, project, { onEvent: (event) => events.push(event) });
    expect(statuses(results)).toEqual({
      bad: 'error',
      good: 'success',
      better: 'success',
      child: 'skipped',
      grandchild: 'skipped',
    });
    const message = results.find(({ model }) => model === 'bad')?.error?.message;
    expect(message).toMatch(/^models\/bad\.sql:4: Conversion Error: .*\n\nLINE 4: /);
    expect(events.at(-1)).toMatchObject({ type: 'done', results });
    const finished = events.filter(({ type }) => type === 'finish');
    expect(finished.map(formatRunEvent).join('\n')).toContain('SKIP relation toast.grandchild ...');
    expect(
      await rows(
        warehouse,
        `select run_id, model, materialization, status, rows_affected, error, started_at >= '2026-01-05' as dated
        from toast_meta.model_run where model in ('bad', 'child', 'good') order by model`,
      ),
    ).toEqual([
      {
        run_id: 'run',
        model: 'bad',
        materialization: 'table',
        status: 'error',
        rows_affected: null,
        error: message,
        dated: true,
      },
      {
        run_id: 'run',
        model: 'child',
        materialization: 'view',
        status: 'skipped',
        rows_affected: null,
        error: null,
        dated: true,
      },
      {
        run_id: 'run',
        model: 'good',
        materialization: 'view',
        status: 'success',
        rows_affected: null,
        error: null,
        dated: true,
      },
    ]);
  });

  it('fails a model of several statements, and runs none of them', async () => {
    const warehouse = await temporaryWarehouse();
    const table = "{{ config(materialized='table') }}";
    const project = projectOf({
      'models/two.sql': `${table}select 1 as i; create table toast.stray as select 2 as i`,
      'models/view.sql': 'select 1 as i;\nselect 2 as i',
      'models/hidden.sql': `${table}select '--' as pivot; create table toast.stray as select 2 as i`,
      'models/one.sql': `${table}select ';' as i; -- ; and no more\n;`,
      'models/pivoted.sql': `${table}pivot (select 'a' as k, 1 as v) on k using sum(v)`,
    });
    const results = await run(warehouse, project);
    expect(statuses(results)).toEqual({
      two: 'error',
      view: 'error',
      hidden: 'error',
      one: 'success',
      pivoted: 'success',
    });
    const errors = results.map(({ error }) => error?.message);
    expect(errors).toContain('models/two.sql: the model has 2 statements.');
    expect(errors).toContain('models/view.sql: the model has 2 statements.');
    const tables = await rows(
      warehouse,
      "select table_name as name from duckdb_tables() where schema_name = 'toast' order by name",
    );
    expect(tables).toEqual([{ name: 'one' }, { name: 'pivoted' }]);
  });

  it('gives the line of an error in the model and in the compiled SQL', async () => {
    const warehouse = await temporaryWarehouse();
    const project = projectOf({
      'models/a.sql':
        "{% set names = ['x', 'y'] %}\nselect\n{% for name in names -%}\n1 as {{ name }},\n{% endfor %}\nnope as z\nfrom {{ source('toast_meta', 'model_run') }}",
      'models/s.yml': 'sources: [{name: toast_meta, tables: [{name: model_run}]}]',
    });
    const [result] = await run(warehouse, project);
    const message = result?.error?.message ?? '';
    expect(message).toMatch(/^models\/a\.sql:6: Binder Error: Referenced column "nope"/);
    expect(message).toMatch(/LINE (\d+): nope as z[^]*LINE \1 refers to the compiled SQL/);
  });

  it('quotes the line of a model, and nothing of the statement around it', async () => {
    const warehouse = await temporaryWarehouse();
    const project = projectOf({
      'models/bad.sql': "{{ config(materialized='table') }}select 1,, 2",
    });
    const [result] = await run(warehouse, project);
    expect(result?.error?.message).toMatch(
      /^models\/bad\.sql:1: .*\n\nLINE 1: select 1,, 2\n {17}\^/,
    );
  });

  it('builds many models at a time whose hooks write to the same table', async () => {
    const warehouse = await temporaryWarehouse();
    const hook =
      "insert into toast_meta.model_state (model, synced_through) values ('{{ this.name }}', now()) on conflict (model) do update set synced_through = excluded.synced_through";
    const models = Array.from({ length: 40 }, (_, i) => [
      `models/m${i}.sql`,
      `{{ config(materialized='incremental') }}select ${i} as i${i < 8 ? '' : ` from {{ ref('m${i % 8}') }} limit 1`}`,
    ]);
    const project = projectOf({
      'dbt_project.yml': `name: shop\nmodels:\n  shop:\n    +post-hook: "${hook}"\n    +persist_docs: {relation: true, columns: true}\n`,
      ...Object.fromEntries(models),
    });
    for (const round of [1, 2, 3]) {
      const results = await run(warehouse, project, { threads: 8 });
      expect(results.map(({ error }) => error?.message).filter(Boolean), `round ${round}`).toEqual(
        [],
      );
    }
    expect(
      await rows(
        warehouse,
        'select count(*)::integer as n, (select count(*)::integer from toast_meta.model_run) as runs from toast_meta.model_state',
      ),
    ).toEqual([{ n: 40, runs: 120 }]);
  });

  it('starts a model after those that it reads are done, and at most as many at a time as there are threads', async () => {
    const warehouse = await temporaryWarehouse();
    await loadOrders(warehouse, 1, { a: { status: 'open', total: '1', items: ['tea'] } });
    const project = await loadProject(shop);
    const log: string[] = [];
    let running = 0;
    let most = 0;
    await run(warehouse, project, {
      threads: 2,
      onEvent: (event) => {
        if (event.type === 'start') {
          most = Math.max(most, (running += 1));
          log.push(`start ${event.relation}`);
        } else if (event.type === 'finish') {
          running -= 1;
          log.push(`finish ${event.result.relation}`);
        }
      },
    });
    expect(most).toBe(2);
    expect(log.indexOf('finish toast_staging.stg_order')).toBeLessThan(
      log.indexOf('start toast.orders'),
    );
    expect(log.indexOf('finish toast.orders')).toBeLessThan(
      log.indexOf('start toast_marts.order_total'),
    );
  });
});

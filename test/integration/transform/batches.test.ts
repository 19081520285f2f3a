import { describe, expect, it } from 'vitest';
import type { ModelRunResult, RunEvent } from '../../../src/transform/run/model-events.js';
import type { Warehouse } from '../../../src/warehouse/warehouse.js';
import { projectOf } from '../../support/project-of.js';
import { temporaryWarehouse } from '../../support/temporary-warehouse.js';
import { rows, run, statuses } from './support/shop.js';

/* Batches of two numbers, for `texts` and `numbers`, which each remember how far they have come. */
const project = projectOf({
  'dbt_project.yml': `name: shop
vars: {batch_size: 2}
models:
  +meta: {skip_unchanged: true}
  shop:
    staging: {+schema: staging, +database: transient, +materialized: table}
    core: {+materialized: incremental, +post-hook: "{{ record() }}"}
    marts: {+materialized: table}
`,
  'models/s.yml': `sources:
  - {name: raw_toast, tables: [{name: numbers}]}
  - {name: toast_meta, tables: [{name: model_state}]}
`,
  'macros/batch.sql': `{% macro record() %}
    merge into {{ source('toast_meta', 'model_state') }} as state
    using (select max(extracted_at) as at from {{ ref('batch') }} having count(*) > 0) as batch
    on state.model = '{{ this.name }}'
    when matched then update set synced_through = batch.at
    when not matched then insert (model, synced_through) values ('{{ this.name }}', batch.at)
  {% endmacro %}
  {% macro lacking() %}
    {% for name in ['texts', 'numbers'] %}{% if 'model.shop.' ~ name in selected_resources %}
    extracted_at > coalesce(
      (select synced_through from {{ source('toast_meta', 'model_state') }} where model = '{{ name }}'),
      timestamptz '-infinity'
    ) or
    {% endif %}{% endfor %} {{ flags.FULL_REFRESH }}
  {% endmacro %}`,
  'models/staging/batch.sql': `
    {{ config(meta={'skip_unchanged': true, 'batch_rows': var('batch_size')}) }}
    -- depends_on: {{ source('toast_meta', 'model_state') }}
    select n, extracted_at from {{ source('raw_toast', 'numbers') }}
    where {{ lacking() }}
    order by extracted_at limit {{ var('batch_size') }}`,
  'models/staging/part.sql': "select n from {{ ref('batch') }}",
  'models/core/texts.sql': "select n from {{ ref('part') }}",
  'models/core/numbers.sql': "select n::integer as n from {{ ref('batch') }}",
  'models/marts/text_count.sql': "select count(*)::integer as n from {{ ref('texts') }}",
  'models/marts/number_sum.sql': "select sum(n)::integer as n from {{ ref('numbers') }}",
});

async function numbers(...texts: string[]): Promise<Warehouse> {
  const warehouse = await temporaryWarehouse();
  const values = texts.map((n, i) => `('${n}', to_timestamp(${i}))`).join(', ');
  await rows(
    warehouse,
    `create table raw_toast.numbers as
    select n, extracted_at from (values ${values}) as t(n, extracted_at)`,
  );
  return warehouse;
}

function summary(results: readonly ModelRunResult[]) {
  return Object.fromEntries(results.map(({ model, status, rows: n }) => [model, [status, n]]));
}

const all = "select string_agg(n, ' ' order by n) as texts from toast.texts";

describe('models that are fed in batches', () => {
  it('are built with as many batches as are due, and what reads them once, after the last', async () => {
    const warehouse = await numbers('1', '2', '3', '4', '5');
    const events: RunEvent[] = [];
    const results = await run(warehouse, project, { onEvent: (event) => events.push(event) });
    expect(summary(results)).toEqual({
      batch: ['success', 5],
      part: ['success', 5],
      texts: ['success', 5],
      numbers: ['success', 5],
      text_count: ['success', 1],
      number_sum: ['success', 1],
    });
    expect(await rows(warehouse, all)).toEqual([{ texts: '1 2 3 4 5' }]);
    expect(await rows(warehouse, 'from toast.number_sum')).toEqual([{ n: 15 }]);

    const starts = events.filter((event) => event.type === 'start');
    const of = (relation: string) => starts.filter((event) => event.relation === relation);
    expect(of('toast.texts').map(({ index, batch }) => [index, batch])).toEqual(
      [undefined, 2, 3].map((batch) => [of('toast.texts')[0]?.index, batch]),
    );
    expect(of('toast.number_sum')).toHaveLength(1);
    expect(
      starts
        .slice(-2)
        .map(({ relation }) => relation)
        .sort(),
    ).toEqual(['toast.number_sum', 'toast.text_count']);
  });

  it('end with an empty batch when the last one was full', async () => {
    const warehouse = await numbers('1', '2', '3', '4');
    await run(warehouse, project);
    expect(await rows(warehouse, all)).toEqual([{ texts: '1 2 3 4' }]);
    expect(statuses(await run(warehouse, project, { select: ['texts'] }))).toMatchObject({
      texts: 'unchanged',
    });
  });

  it('are rebuilt in batches by a full refresh, each from its first batch', async () => {
    const warehouse = await numbers('1', '2', '3', '4', '5');
    await run(warehouse, project);
    await rows(warehouse, "insert into toast.texts values ('of no batch')");
    const results = await run(warehouse, project, { fullRefresh: true });
    expect(summary(results)).toMatchObject({ texts: ['success', 5], numbers: ['success', 5] });
    expect(await rows(warehouse, all)).toEqual([{ texts: '1 2 3 4 5' }]);
  });

  it('go on without a model that fails, which the next run builds with what it lacks', async () => {
    const warehouse = await numbers('1', '2', '3', 'x', '5');
    const results = await run(warehouse, project);
    expect(summary(results)).toMatchObject({
      texts: ['success', 5],
      numbers: ['error', 2],
      text_count: ['success', 1],
      number_sum: ['skipped', null],
    });
    await rows(warehouse, "update raw_toast.numbers set n = '4' where n = 'x'");
    await rows(warehouse, 'delete from toast.texts');
    await run(warehouse, project);
    expect(await rows(warehouse, 'from toast.number_sum')).toEqual([{ n: 15 }]);
  });

  it('are built again by the next run after a full refresh that failed halfway', async () => {
    const warehouse = await numbers('1', '2', '3');
    await run(warehouse, project);
    await rows(warehouse, "update raw_toast.numbers set n = 'x' where n = '3'");
    const failed = await run(warehouse, project, { fullRefresh: true });
    expect(summary(failed)).toMatchObject({ numbers: ['error', 2] });
    await rows(warehouse, "update raw_toast.numbers set n = '3' where n = 'x'");
    await run(warehouse, project, { select: ['numbers+'] });
    expect(await rows(warehouse, 'from toast.number_sum')).toEqual([{ n: 6 }]);
  });
});

import { describe, expect, it } from 'vitest';
import { compileModel } from '../../../../src/transform/compile/compile.js';
import { projectOf } from '../../../support/project-of.js';
import { compile, firstBuild, incremental, squash } from './support/compile.js';

describe('the dbt context of models', () => {
  it('prints relations with their schema and without a catalog', () => {
    const files = {
      'models/a.sql': "{{ config(schema='marts', alias='first') }}select 1 as i",
      'models/b.sql':
        "select * from {{ ref('a') }}, {{ source('raw_toast', 'orders') }} -- {{ this }} {{ this.name }}",
      'models/s.yml': 'sources:\n  - name: raw_toast\n    tables:\n      - name: orders\n',
    };
    expect(compile(files, 'b')).toBe(
      'select * from "toast_marts"."first", "raw_toast"."orders" -- "toast"."b" b',
    );
  });

  it('resolves a source to the schema and identifier of its declaration', () => {
    const files = {
      'models/b.sql': "select * from {{ source('raw', 'orders') }}",
      'models/s.yml':
        'sources:\n  - name: raw\n    schema: landing\n    tables:\n      - {name: orders, identifier: o}\n',
    };
    expect(compile(files, 'b')).toBe('select * from "landing"."o"');
  });

  it('tells if the run is incremental or a full refresh', () => {
    const files = {
      'models/a.sql':
        "{{ config(materialized='incremental') }}select {{ is_incremental() }} as i, {{ flags.FULL_REFRESH }} as f, {{ execute }} as e",
    };
    expect(compile(files, 'a', incremental)).toBe('select true as i, false as f, true as e');
    expect(compile(files, 'a', { incremental: false, fullRefresh: true })).toBe(
      'select false as i, true as f, true as e',
    );
  });

  it('prefers the variables of the project to the common ones', () => {
    const files = {
      'dbt_project.yml': 'name: shop\nvars:\n  days: 1\n  zone: UTC\n  shop:\n    days: 30\n',
      'models/a.sql':
        "select {{ var('days') }} as d, '{{ var('zone') }}' as z, {{ var('x', 7) }} as x",
    };
    expect(compile(files, 'a')).toBe("select 30 as d, 'UTC' as z, 7 as x");
  });

  it('lists the models of the project in graph.nodes', () => {
    const files = {
      'models/a.sql': "{{ config(schema='marts', alias='first', tags=['small']) }}select 1 as i",
      'models/b.sql': `{% if execute %}{%- for node in graph.nodes.values() %}
        {%- if node.resource_type == 'model' and 'small' in node.tags %}select '{{ node.name }} {{ node.schema }}.{{ node.alias }} {{ node.config.materialized }}' as a{% endif %}
        {%- for parent in node.depends_on.nodes %}, '{{ parent }}' as parent{% endfor %}
        {%- endfor %}{% endif %} from {{ ref('a') }}`,
    };
    expect(squash(compile(files, 'b'))).toBe(
      `select 'a toast_marts.first view' as a, 'model.shop.a' as parent from "toast_marts"."first"`,
    );
  });

  it('compiles each ephemeral model to one common table expression', () => {
    const files = {
      'models/base.sql': "{{ config(materialized='ephemeral') }}select 1 as i",
      'models/twice.sql':
        "{{ config(materialized='ephemeral') }}select i * 2 as i from {{ ref('base') }}",
      'models/a.sql': "select * from {{ ref('twice') }} join {{ ref('base') }} using (i)",
    };
    expect(squash(compile(files, 'a'))).toBe(
      squash(`with __dbt__cte__base as ( select 1 as i
        ), __dbt__cte__twice as ( select i * 2 as i from __dbt__cte__base
        ) select * from ( select * from __dbt__cte__twice join __dbt__cte__base using (i) )`),
    );
  });

  it('renders hooks in the context of the model, and leaves out the empty ones', () => {
    const project = projectOf({
      'macros/m.sql':
        '{% macro forget() %}{% if is_incremental() %}delete from {{ this }}{% endif %}{% endmacro %}',
      'models/a.sql':
        "{{ config(materialized='incremental', pre_hook='{{ forget() }}', post_hook=['select 1', 'select 2']) }}select 1 as i",
    });
    const model = project.models.get('a')!;
    const texts = (options: typeof firstBuild) =>
      compileModel(project, model, options).preHooks.map(({ text }) => text);
    expect(texts(firstBuild)).toEqual([]);
    expect(texts(incremental)).toEqual(['delete from "toast"."a"']);
    expect(compileModel(project, model, firstBuild).postHooks).toHaveLength(2);
  });
});

describe('the lines of compiled SQL', () => {
  it('map to the lines of the model', () => {
    const project = projectOf({
      'macros/m.sql': '{% macro two() %}x,\ny{% endmacro %}',
      'models/a.sql': [
        '{{ config(materialized="table") }}', // 1
        '{%- set columns = ["a", "b"] -%}', // 2
        '', // 3
        'select', // 4
        '  {{ two() }},', // 5
        '  {% for c in columns %}', // 6
        '  {{ c }},', // 7
        '  {% endfor %}', // 8
        '  z', // 9
      ].join('\n'),
    });
    const { text, origins } = compileModel(project, project.models.get('a')!, firstBuild).select;
    const places = text.split('\n').map((line, i) => [line.trim(), origins[i]?.line] as const);
    expect(places.filter(([line]) => line !== '')).toEqual([
      ['select', 4],
      ['x,', 5],
      ['y,', 5],
      ['a,', 7],
      ['b,', 7],
      ['z', 9],
    ]);
  });
});

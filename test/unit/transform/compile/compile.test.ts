import { describe, expect, it } from 'vitest';
import { compileModel } from '../../../../src/transform/compile/compile.js';
import { projectOf } from '../../../support/project-of.js';

const first = { incremental: false, fullRefresh: false };
const incremental = { incremental: true, fullRefresh: false };

function compile(files: Record<string, string>, name: string, options = first): string {
  const project = projectOf(files);
  const model = project.models.get(name);
  if (model === undefined) throw new Error(`no model ${name}`);
  return compileModel(project, model, options).select.text;
}

function squash(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function errorOf(work: () => unknown): { message: string; suggestion?: string } {
  try {
    work();
  } catch (error) {
    return error as { message: string; suggestion?: string };
  }
  throw new Error('nothing was thrown');
}

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
    const texts = (options: typeof first) =>
      compileModel(project, model, options).preHooks.map(({ text }) => text);
    expect(texts(first)).toEqual([]);
    expect(texts(incremental)).toEqual(['delete from "toast"."a"']);
    expect(compileModel(project, model, first).postHooks).toHaveLength(2);
  });
});

describe('the Jinja dialect', () => {
  const render = (text: string, macros = '') =>
    squash(compile({ 'models/a.sql': text, 'macros/m.sql': macros }, 'a'));

  it.each([
    ["{% set xs = ['a', 'b',] %}{{ xs | join(', ') }}", 'a, b'],
    ["{% for x in ('a', 'b') %}{{ x }}{{ ',' if not loop.last }}{% endfor %}", 'a,b'],
    [
      "{% for key, value in {'a': 1, 'b': 2}.items() %}{{ key }}={{ value }} {% endfor %}",
      'a=1 b=2',
    ],
    ['{% set xs = [] %}{% do xs.append(1) %}{% if xs %}some{% else %}none{% endif %}', 'some'],
    ['{% set xs = [] %}{% if xs or not xs %}{{ "none" if not xs else "some" }}{% endif %}', 'none'],
    [
      '{% set x = none %}{{ x is none }} {{ None is none }} {{ True and not False }}',
      'true true true',
    ],
    ["{{ 'a' not in ['b'] }} {{ 'a' ~ 1 ~ 'b' }} {{ not 1 == 2 }}", 'true a1b true'],
    [
      '{% set ns = namespace(n=0) %}{% for i in [1, 2] %}{% set ns.n = ns.n + i %}{% endfor %}{{ ns.n }}',
      '3',
    ],
    ["{% set text %}a{{ 1 }}{% endset %}{{ text | upper }} {{ text == 'a1' }}", 'A1 true'],
    [
      "{{ 'a-b'.replace('-', '_').upper() }} {{ ','.join(['x', 'y']) }} {{ [1, 2][-1] }}",
      'A_B x,y 2',
    ],
    ['{% raw %}{{ x }}{% endraw %} {# said #}done', '{{ x }} done'],
  ])('renders %s as %s', (text, expected) => {
    expect(render(text)).toBe(expected);
  });

  it('calls macros with positional, keyword and default arguments, from other macros too', () => {
    const macros = `{% macro cents(column, scale=2) %}({{ column }} / 100)::decimal(18, {{ scale }}){% endmacro %}
      {% macro both(a, b) -%} {{ cents(a) }}, {{ cents(column=b, scale=4) }} {%- endmacro %}`;
    expect(render("select {{ both('x', b='y') }}", macros)).toBe(
      'select (x / 100)::decimal(18, 2), (y / 100)::decimal(18, 4)',
    );
  });

  it('gives the value of any type that a macro returns', () => {
    const macros = "{% macro columns() %}{{ return(['a', 'b']) }}never{% endmacro %}";
    expect(render('{% for c in columns() %}[{{ c }}]{% endfor %}', macros)).toBe('[a][b]');
  });

  it('does not share variables between models', () => {
    const files = { 'models/a.sql': '{% set x = 1 %}{{ x }}', 'models/b.sql': '{{ x }}' };
    expect(errorOf(() => compile(files, 'b')).message).toBe('models/b.sql:1: x is not defined');
  });
});

describe('an error in a template', () => {
  const failing = (text: string, macros = '') =>
    errorOf(() => compile({ 'models/a.sql': text, 'macros/m.sql': macros }, 'a'));

  it.each([
    ['select 1,\n\n  {{ unknown_name }}', 'models/a.sql:3: unknown_name is not defined'],
    ['{% set x = none %}\n{{ x }}', 'models/a.sql:2: x is none, which cannot be printed'],
    ['\n\n{% if x %}', 'models/a.sql:3: parseIf: expected elif, else, or endif, got end of file'],
    ['\n{{ x | nosuch }}', 'models/a.sql:2: filter not found: nosuch'],
    ['a\n{% snapshot x %}', 'models/a.sql:2: unknown block tag: snapshot'],
    [
      "\n{{ config(materialized='snapshot') }}",
      'models/a.sql:2: there is no materialization snapshot',
    ],
    ["\n{{ var('x') }}", 'models/a.sql:2: there is no variable x'],
    ["\n{{ source('x', 'y') }}", 'models/a.sql:2: there is no source x.y'],
    ['\n{{ exceptions.raise_compiler_error("no") }}', 'models/a.sql:2: no'],
    [
      "\n{{ config(on_schema_change='ignore') }}",
      'models/a.sql:2: on_schema_change ignore is not supported',
    ],
  ])('names the file and the line: %j', (text, message) => {
    expect(failing(text).message).toBe(message);
  });

  it('suggests the macro with the nearest name', () => {
    const error = failing(
      "\n\nselect {{ tosat_id('x') }}",
      '{% macro toast_id(x) %}{% endmacro %}',
    );
    expect(error.message).toBe('models/a.sql:3: there is no macro or function tosat_id');
    expect(error.suggestion).toBe('Did you mean toast_id?');
  });

  it('names each macro on the way to the one that failed', () => {
    const macros =
      '\n{% macro outer() %}\n  {{ inner() }}\n{% endmacro %}\n{% macro inner() %}\n\n{{ y }}{% endmacro %}';
    expect(failing('select\n{{ outer() }}', macros).message).toBe(
      'models/a.sql:2: macros/m.sql:3: macros/m.sql:7: y is not defined',
    );
  });

  it('names the argument that a macro does not take', () => {
    const error = failing('{{ m(1, c=2) }}', '{% macro m(a, b=1) %}{{ a }}{% endmacro %}');
    expect(error.message).toBe('models/a.sql:1: macros/m.sql:1: m(a, b) does not take argument c');
  });

  it('tells if a model that is referred to is disabled or does not exist', () => {
    const files = {
      'models/off.sql': '{{ config(enabled=false) }}select 1',
      'models/a.sql': "\nselect * from {{ ref('off') }}",
      'models/b.sql': "select * from {{ ref('ab') }}",
    };
    expect(errorOf(() => compile(files, 'a')).message).toBe(
      'models/a.sql:2: model off is disabled',
    );
    expect(errorOf(() => compile(files, 'b'))).toMatchObject({
      message: 'models/b.sql:1: there is no model ab',
      suggestion: 'Did you mean a, b?',
    });
  });

  it('asks for a reference outside of conditions when parsing did not find it', () => {
    const files = {
      'models/a.sql': 'select 1 as i',
      'models/b.sql': "select 1{% if is_incremental() %} from {{ ref('a') }}{% endif %}",
    };
    expect(compile(files, 'b')).toBe('select 1');
    expect(errorOf(() => compile(files, 'b', incremental)).suggestion).toBe(
      "Also refer to it outside of conditions: -- depends_on: {{ ref('a') }}",
    );
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
    const { text, origins } = compileModel(project, project.models.get('a')!, first).select;
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

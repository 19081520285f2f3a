import { describe, expect, it } from 'vitest';
import { compile, incremental, thrownBy } from './support/compile.js';

describe('an error in a template', () => {
  const failing = (text: string, macros = '') =>
    thrownBy(() => compile({ 'models/a.sql': text, 'macros/m.sql': macros }, 'a'));

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
    expect(thrownBy(() => compile(files, 'a')).message).toBe(
      'models/a.sql:2: model off is disabled',
    );
    expect(thrownBy(() => compile(files, 'b'))).toMatchObject({
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
    expect(thrownBy(() => compile(files, 'b', incremental)).suggestion).toBe(
      "Also refer to it outside of conditions: -- depends_on: {{ ref('a') }}",
    );
  });
});

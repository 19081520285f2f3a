import { expect, it } from 'vitest';
import { compile, thrownBy } from '../compile/support/compile.js';

const times = (n: number, text: string) => text.repeat(n);
const range = '[1,2,3,4,5,6,7,8,9,0]';
const nested = (depth: number, body: string) =>
  times(depth, `{% for i in ${range} %}`) + body + times(depth, '{% endfor %}');

it.each([
  ['nested loops', nested(10, 'x'), 'takes more than 2000000 steps'],
  [
    'a loop over what it extends',
    '{% set a = [1] %}{% for i in a %}{% do a.append(i) %}{% endfor %}{{ a | length }}',
    undefined,
  ],
  [
    'a list that doubles',
    `{% set a = [1] %}${times(40, '{% do a.extend(a) %}')}`,
    'a list of more than 1000000 items',
  ],
  [
    'lists that are added',
    `{% set a = [1] %}${times(40, '{% set a = a + a %}')}`,
    'a list of more than 1000000 items',
  ],
  [
    'a text that doubles',
    `{% set a = "x" %}${times(40, '{% set a = a ~ a %}')}`,
    'a text of more than 10000000 characters',
  ],
  ['a repeated text', '{{ "a" * 1000000000 }}', 'a text of more than 10000000 characters'],
  [
    'a text that is repeated without end',
    '{{ "a" * (10 ** 400) }}',
    'a text of more than 10000000 characters',
  ],
  [
    'a replacement',
    '{% set a = "x" * 1000000 %}{{ a.replace("x", a) }}',
    'a text of more than 10000000 characters',
  ],
  [
    'a filter that replaces',
    '{% set a = "x" * 1000000 %}{{ a | replace("x", a) }}',
    'a text of more than 10000000 characters',
  ],
  [
    'a join',
    '{% set a = "x" * 100000 %}{{ a | list | join(a) }}',
    'a text of more than 10000000 characters',
  ],
  ['an indent', '{{ "x" | indent(1000000000, true) }}', 'a text of more than 10000000 characters'],
  ['a batch', '{{ [1] | batch(1000000000, 0) | length }}', 'a list of more than 1000000 items'],
  ['a split', '{{ ("x" * 2000000).split("") | length }}', 'a list of more than 1000000 items'],
  [
    'a macro that calls itself',
    '{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}',
    'more than 100 levels deep',
  ],
  [
    'a macro that calls itself twice',
    '{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}',
    'takes more than 2000000 steps',
  ],
  [
    'a call block that calls itself',
    '{% macro m() %}{% call m() %}{{ caller() }}{% endcall %}{% endmacro %}{{ m() }}',
    'more than 100 levels deep',
  ],
  [
    'values that hold each other',
    `{% set a = [1] %}${times(40, '{% set a = [a, a] %}')}{{ a | tojson }}`,
    'takes more than 2000000 steps',
  ],
  [
    'settings that hold each other',
    `{% set a = [1] %}${times(40, '{% set a = [a, a] %}')}{{ config(meta=a) }}`,
    'takes more than 2000000 steps',
  ],
  [
    'a list in itself',
    '{% set a = [] %}{% do a.append(a) %}{{ config(meta=a) }}',
    'nested too deeply',
  ],
  ['parentheses', `{{ ${times(20_000, '(')}1${times(20_000, ')')} }}`, 'nested too deeply'],
  ['an expression', `{{ 1${times(20_000, ' + 1')} }}`, 'nested too deeply'],
  ['blocks', times(5000, '{% if true %}') + times(5000, '{% endif %}'), 'nested too deeply'],
  [
    'comparisons of long texts',
    `{% set a = "x" * 9000000 %}${nested(5, '{% if a ~ "" == a ~ "" %}{% endif %}')}`,
    'takes more than 2000000 steps',
  ],
  [
    'white space before a tag that removes it',
    `x${' '.repeat(200_000)}x {%- if true %}{{ y }}{% endif %}`,
    'y is not defined',
  ],
  ['a very long name', `{{ ${'m'.repeat(100_000)}() }}`, 'there is no macro or function'],
])('a template with %s ends', (_, text, message) => {
  const files = { 'models/a.sql': text };
  if (message === undefined) {
    expect(compile(files, 'a')).toBe('2');
    return;
  }
  expect(thrownBy(() => compile(files, 'a'))).toMatchObject({
    name: 'ModelError',
    message: expect.stringContaining(message),
  });
});

it('a macro that calls itself is named once', () => {
  const macro = '\n{% macro m() %}\n{{ m() }}{% endmacro %}';
  const error = thrownBy(() =>
    compile({ 'models/a.sql': '{{ m() }}', 'macros/m.sql': macro }, 'a'),
  );
  expect(error.message).toBe(
    'models/a.sql:1: macros/m.sql:3: macros/m.sql:2: macros call each other more than 100 levels deep',
  );
  expect(error.suggestion).toBe('Look for a macro that calls itself without end.');
});

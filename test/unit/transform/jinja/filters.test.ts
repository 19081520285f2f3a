import { expect, it } from 'vitest';
import { compile, thrownBy } from '../compile/support/compile.js';

const render = (text: string) => compile({ 'models/a.sql': text }, 'a');
const rows = "{% set rows = [{'k': 'b', 'n': 2}, {'k': 'a', 'n': 1}, {'k': 'b', 'n': 3}] %}";

it.each([
  ["{{ -1.5 | abs }} {{ '1.5x' | float }} {{ 'x' | int(7) }} {{ 2.5 | int }}", '1.5 1.5 7 2'],
  ["{{ 'a b' | title }} {{ 'aB' | capitalize }} {{ ' x ' | trim }}.", 'A B Ab x.'],
  ["{{ x | default('d') }} {{ '' | default('d', true) }} {{ 'v' | d('d') }}", 'd d v'],
  ["{{ [3, 1] | sort | join(',') }} {{ [1, 3] | sort(reverse=true) | join(',') }}", '1,3 3,1'],
  ["{{ ['b', 'A'] | sort | join }} {{ ['b', 'A'] | sort(case_sensitive=true) | join }}", 'Ab Ab'],
  [`${rows}{{ rows | map(attribute='k') | unique | join(',') }}`, 'b,a'],
  [`${rows}{{ rows | sum(attribute='n') }} {{ rows | join(d='-', attribute='n') }}`, '6 2-1-3'],
  [`${rows}{{ rows | sort(attribute='n') | map(attribute='n') | join }}`, '123'],
  [`${rows}{{ rows | selectattr('k', 'eq', 'b') | map(attribute='n') | join(',') }}`, '2,3'],
  [`${rows}{{ rows | rejectattr('n', 'odd') | length }} {{ rows | count }}`, '1 3'],
  [
    `${rows}{% for k, items in rows | groupby('k') %}{{ k }}={{ items | length }} {% endfor %}`,
    'a=1 b=2 ',
  ],
  ["{{ ['a', ''] | select | join }} {{ [1, 2] | reject('even') | join }}", 'a 1'],
  ["{{ ['a', 'b'] | map('upper') | join }} {{ 'ab' | reverse }}", 'AB ba'],
  ["{% for k, v in {'b': 1, 'a': 2} | dictsort %}{{ k }}{{ v }}{% endfor %}", 'a2b1'],
  ["{{ {'a': 1} | items | first | first }} {{ {'a': 1} | list | join }}", 'a a'],
  ["{{ [1, 2, 3] | batch(2, 0) | map('join') | join(' ') }}", '12 30'],
  ['{{ [1, 3] | max }} {{ [1, 3] | min }} {{ [1, 2] | first }} {{ [1, 2] | last }}', '3 1 1 2'],
  ["{{ 'a\nb' | indent(2) }} {{ 'abc def' | truncate(5) }}", 'a\n  b abc...'],
  ["{{ 'aXa' | replace('a', '$&') }} {{ 'aa'.replace('a', 'b') }}", '$&X$& bb'],
  ["{{ 2.345 | round(2, 'floor') }} {{ 'x' | safe | string | upper | lower }}", '2.34 x'],
  ["{{ {'a': [1, none, \"x\"]} | tojson }} {{ {'a': 3} | attr('a') }}", '{"a": [1, null, "x"]} 3'],
  [
    "{{ 'x' is string }} {{ 3 is divisibleby(3) }} {{ 1 is none }} {{ {} is mapping }}",
    'true true false true',
  ],
  ["{{ 'ab' * 2 }} {{ ([1] + [2]) | join }} {{ 7 // 2 }} {{ 2 ** 3 }}", 'abab 12 3 8'],
  ['{{ 1 < 2 < 3 }} {{ 3 > 2 > 2 }} {{ none == 0 }} {{ 1 == true }}', 'true false false true'],
  ["{% set a, b = (1, 2) %}{{ b }}{{ a }} {% for k in {'x': 1} %}{{ k }}{% endfor %}", '21 x'],
  ['{% macro m(a) %}<{{ caller(a) }}>{% endmacro %}{% call(x) m(1) %}{{ x }}{% endcall %}', '<1>'],
])('renders %s', (text, expected) => {
  expect(render(text)).toBe(expected.trimEnd());
});

it.each([
  ["{{ 'x' | uper }}", 'filter not found: uper', 'Did you mean upper?'],
  ["{{ 'x' is strin }}", 'test not found: strin', 'Did you mean string?'],
  ["{{ 'x' | trim(1) }}", 'the filter does not take 1 arguments', undefined],
  ['{{ [none] | join }}', 'an item of the list is none, which cannot be printed', undefined],
  ['{{ 1 + "x" - 1 }}', 'an operand is not a number', undefined],
  ['{{ ref }}', 'ref is a macro, a function or a namespace, which cannot be printed', undefined],
  ['{{ return(1) }}', 'return() works in macros only', undefined],
  ['{{ {1: 2} }}', 'a key must be a string or a name', undefined],
  ['{% set a, b = (1, 2, 3) %}', '3 values are assigned to 2 variables', undefined],
])('%s fails with a message', (text, message, suggestion) => {
  expect(thrownBy(() => render(text))).toMatchObject({
    message: `models/a.sql:1: ${message}`,
    suggestion,
  });
});

import { describe, expect, it } from 'vitest';
import { compile, squash, thrownBy } from './support/compile.js';

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
    expect(thrownBy(() => compile(files, 'b')).message).toBe('models/b.sql:1: x is not defined');
  });
});

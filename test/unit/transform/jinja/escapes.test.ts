import { describe, expect, it } from 'vitest';
import { ModelError } from '../../../../src/errors.js';
import { compile } from '../compile/support/compile.js';
import { snapshotGlobals } from '../../../support/globals-snapshot.js';

/*
 * Attempts to reach what is behind the values of a template: known payloads against nunjucks, Jinja and
 * other engines, and texts that a compiler to JavaScript would have to escape. `probe` is a global of the
 * tests that must not be reached, like `process`.
 */
const payloads = [
  /* Prototypes and constructors. */
  '{% set d = {} %}{% set d.__proto__ = constructor %}{{ d.constructor("return process")() }}',
  '{% set d.__proto__ = constructor %}',
  '{{ constructor }}',
  '{{ __proto__ }}',
  '{{ toString() }}',
  '{{ valueOf() }}',
  '{{ hasOwnProperty("x") }}',
  '{{ __defineGetter__("x", ref) }}',
  '{{ {}.constructor.constructor("return process.env")() }}',
  '{{ {}["constr" ~ "uctor"] }}',
  '{{ {}["__pro" ~ "to__"] }}',
  '{{ [].constructor.constructor("return process")() }}',
  '{{ "".constructor.fromCharCode(112) }}',
  '{{ "".sub.constructor("return process")() }}',
  '{{ "".sub("x") }}',
  '{{ "".at(0) }}',
  '{{ [].map(ref) }}',
  '{{ [].flat.constructor("return 1")() }}',
  '{{ (1).toFixed.constructor("return process")() }}',
  '{{ (1)["constructor"]["constructor"]("return process")() }}',
  '{{ true.constructor }}',
  '{{ ref.constructor("return process")() }}',
  '{{ ref.call(none, "a") }}',
  '{{ ref.bind }}',
  '{{ ref.caller }}',
  '{{ ref.call.call }}',
  '{{ ref.prototype }}',
  '{{ config.constructor("return process.env")() }}',
  '{{ exceptions.raise_compiler_error.constructor("return process")() }}',
  '{{ [].append.constructor("return process")() }}',
  '{{ this.constructor }}',
  '{{ this.toString.constructor("return process")() }}',
  '{{ this.quotedSchema }}',
  '{{ graph.nodes.constructor }}',
  '{{ graph.constructor.constructor("return process")() }}',
  '{{ namespace.constructor("return process")() }}',
  '{{ namespace(constructor=1).constructor }}',
  '{{ namespace(x=1).attributes }}',
  '{{ namespace(x=1).attributes.constructor }}',
  '{% set ns = namespace() %}{% set ns.__proto__ = ref %}{{ ns.x }}',
  '{% set ns = namespace() %}{% set ns.constructor = ref %}',
  '{{ {"__proto__": ref}.name }}',
  '{{ {"constructor": 1}.constructor }}',
  '{{ dict(__proto__=ref) }}',
  '{% set d = {} %}{% do d.update({"__proto__": {"polluted": 1}}) %}{{ {}.polluted }}',
  '{{ {}.get("__proto__") }}',
  '{{ {}.get("constructor").name }}',
  '{% do {}.__proto__.update({"polluted": 1}) %}',
  '{% for k in {}.__proto__ %}{{ k }}{% endfor %}',
  '{% for __proto__ in [1] %}{{ __proto__.constructor }}{% endfor %}',
  '{% for constructor, prototype in {"a": 1} %}{{ constructor.constructor }}{% endfor %}',
  '{% macro constructor() %}x{% endmacro %}{{ constructor.constructor("return process")() }}',
  '{% macro m() %}{{ caller.constructor("return process")() }}{% endmacro %}{% call m() %}x{% endcall %}',
  '{% macro m() %}{{ kwargs.constructor }}{{ varargs }}{% endmacro %}{{ m() }}',
  '{% macro m(a) %}{{ a.constructor }}{% endmacro %}{{ m(__proto__=1) }}',
  '{% for i in [1] %}{{ loop.constructor.constructor("return process")() }}{% endfor %}',
  '{% for i in [1] %}{{ loop.__proto__ }}{% endfor %}',
  '{% set loop = ref %}{% for i in [1] %}{{ loop.name }}{% endfor %}',
  '{{ caller.constructor }}',
  '{{ cycler("a").next.constructor("return process")() }}',
  '{{ joiner(",").constructor("return process")() }}',
  '{{ range.constructor("return global.process")() }}',
  '{{ super.constructor }}',
  /* Names of the interpreter, its arguments and the environment. */
  ...[
    'self',
    'context',
    'frame',
    'env',
    'environment',
    'runtime',
    'cb',
    'lineno',
    'output',
    'root',
  ],
  ...[
    'globals',
    'globalThis',
    'global',
    'window',
    'process',
    'require',
    'module',
    'Function',
    'eval',
  ],
  ...['Object', 'Reflect', 'Proxy', 'Symbol', 'Buffer', 'import', 'arguments', 'console', 'probe'],
].map((payload) => (payload.includes('{') ? payload : `{{ ${payload} }}{{ ${payload}.x }}`));

const throughFilters = [
  '{{ ["x"] | map(attribute="constructor") | join }}',
  '{{ ["x"] | map(attribute="sub") | first }}',
  '{{ ["x"] | map("constructor") | join }}',
  '{{ ["x"] | map("attr", "constructor") | join }}',
  '{{ ["x"] | join(",", "constructor") }}',
  '{{ ["x"] | join(attribute="__proto__.constructor") }}',
  '{{ ["x"] | sum("constructor") }}',
  '{{ ["x"] | sort(attribute="constructor") | join }}',
  '{{ ["x"] | sort(false, false, "sub.constructor") | join }}',
  '{{ ["x"] | groupby("constructor") | list | first | first }}',
  '{{ ["x"] | groupby("length.constructor") | first | first }}',
  '{{ ["x"] | selectattr("constructor") | join }}',
  '{{ ["x"] | selectattr("sub") | join("!") }}{{ 1 / none }}',
  '{{ [ref] | rejectattr("constructor") | join }}',
  '{{ ["x"] | select("constructor") | join }}',
  '{{ ["x"] | max(attribute="constructor") }}',
  '{{ {} | attr("constructor") }}',
  '{{ {} | attr("__pro" ~ "to__") }}',
  '{{ "x" | attr("sub") }}',
  '{{ ref | attr("call") }}',
  '{{ {} | dictsort | attr("constructor") }}',
  '{{ "x" | constructor }}',
  '{{ "x" | toString }}',
  '{{ "x" | valueOf | attr("lookup") }}',
  '{{ "x" | __proto__ }}',
  '{{ "x" | hasOwnProperty }}',
  '{{ "x" | __defineGetter__ }}',
  '{{ ref | dump }}',
  '{{ ref | string }}',
  '{{ ref | tojson }}',
  '{{ {"a": ref} | tojson }}',
  '{{ "%s" | format(ref) }}',
  '{{ "x" is constructor }}',
  '{{ "x" is toString }}',
  '{{ ref ~ "" }}',
  '{{ "" + ref }}',
  '{{ {"toString": ref, "valueOf": ref} ~ "" }}',
  '{{ {"toString": ref} + 1 }}',
  '{{ "constructor" in ref }}',
  '{{ "{0.constructor}".format(1) }}',
  '{{ "%(constructor)s" % {} }}',
  '{{ "x".replace("x", ref) }}',
  '{{ ["x"].append.call }}',
];

/* What a compiler to JavaScript writes into its script: names, texts, tests and regular expressions. */
const injections = [
  '{{ a"&Function`globalThis\\x2eprobe\\x3d1```&"b }}',
  '{{ a";probe=1;"b }}',
  `{{ d["\\\\\\", context, [globalThis.probe = 1])) //"]() }}`,
  `{{ x is "foo\\"), globalThis.probe = 1, (\\"" }}`,
  `{% macro "x\\"); globalThis.probe = 1; (\\""() %}{% endmacro %}{{ nope }}`,
  `{% macro m("a\\"); probe = 1; (\\""=1) %}{% endmacro %}{{ m() }}`,
  `{% for a, "b\\"); globalThis.probe = 1; (\\"" in {"k": 1} %}{% endfor %}`,
  `{% set "b\\"; globalThis.probe = 1; \\"" = 1 %}`,
  '{% set x."y"; = 1 %}',
  '{{ "x" | a"b }}',
  '{{ {"a\\u2028": 1}.b }}',
  '{{ "x".replace(r/(x+)+$/, "y") }}',
  '{{ r/x/.constructor }}',
  '{% include "/etc/passwd" %}',
  '{% import "/etc/passwd" as x %}{{ x }}',
  '{% from "/etc/passwd" import x %}',
  '{% extends "/etc/passwd" %}',
  '{% block b %}{{ super() }}{% endblock %}',
  '{% asyncEach x in [1] %}{{ x }}{% endeach %}',
  '{% asyncAll process in [1] %}{{ process }}{% endall %}',
  '{% ifAsync true %}x{% endif %}',
  '{% switch 1 %}{% case 1 %}x{% endswitch %}',
  /* Payloads against other engines. */
  "{{ ''.__class__.__mro__[1].__subclasses__() }}",
  '{{ request.application.__globals__.__builtins__.open("/etc/passwd").read() }}',
  '{{ config.items() }}',
  '{{ cycler.__init__.__globals__.os.popen("id").read() }}',
  '{{ lipsum.__globals__ }}',
  '{{ self._TemplateReference__context }}',
  '{{ url_for.__globals__ }}',
  '{{ env_var("PATH") }}',
  '{{ modules.os.environ }}',
  '{{ run_query("select 1") }}',
  '{{ adapter.execute("select 1") }}',
  '{{ range(1000000000) }}',
];

describe('a template cannot leave its sandbox', () => {
  it.each([...payloads, ...throughFilters, ...injections])('%s', (payload) => {
    const before = snapshotGlobals();
    expect(() => compile({ 'models/a.sql': payload }, 'a')).toThrow(ModelError);
    expect(snapshotGlobals()).toEqual(before);
  });

  it('through a macro, a hook or an argument of a data test either', () => {
    const escape = '{{ {}.constructor.constructor("return process.env.PATH")() }}';
    const files = (text: string, macro = '') => ({ 'models/a.sql': text, 'macros/m.sql': macro });
    for (const project of [
      files('{{ m() }}', `{% macro m() %}${escape}{% endmacro %}`),
      files(`{{ config(pre_hook='${escape}') }}select 1`),
    ]) {
      expect(() => compile(project, 'a')).toThrow('constructor cannot be used in a template');
    }
  });

  it('and what it computes from harmless data has no trace of JavaScript', () => {
    const text =
      '{{ [1, "x", {"a": [none, true]}] | tojson }} {{ {"valueOf": 1}.valueOf }} {{ {}.get("toString") is none }}';
    expect(compile({ 'models/a.sql': text }, 'a')).toBe('[1, "x", {"a": [null, true]}] 1 true');
  });
});

describe('a template changes only its own values', () => {
  it('not the variables of the project', () => {
    const change = "{% do var('names').append('c') %}{{ var('names') | join(',') }}";
    const files = {
      'dbt_project.yml': 'name: shop\nvars:\n  names: [a, b]\n',
      'models/a.sql': change,
    };
    expect(compile(files, 'a')).toBe('a,b');
  });

  it('and sets attributes of a namespace only, with the way to do it in the message', () => {
    const set = (text: string) => () => compile({ 'models/a.sql': text }, 'a');
    expect(set('\n{% set d = {} %}{% set d.x = 1 %}')).toThrow(
      expect.objectContaining({
        message: 'models/a.sql:2: d["x"] cannot be set: only variables can',
        suggestion: expect.stringContaining('{% do d.update({"key": value}) %}'),
      }),
    );
    expect(set('{% set this.name = 1 %}')).toThrow(ModelError);
    expect(set('{% set graph.nodes.x = 1 %}')).toThrow(ModelError);
    expect(set('{% set [1][0] = 1 %}')).toThrow(ModelError);
  });
});

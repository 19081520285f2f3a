import fc from 'fast-check';
import { expect } from 'vitest';
import { ModelError } from '../../../src/errors.js';
import { compileModel } from '../../../src/transform/compile/compile.js';
import { projectOf } from '../../support/project-of.js';
import { snapshotGlobals } from '../../support/globals-snapshot.js';

/*
 * Random templates: nested tags and expressions over the names of the dialect and of JavaScript, some of
 * them with pieces removed, repeated or moved, so that the parser meets what no grammar makes.
 */

const name = fc.constantFrom(
  ...[
    'a',
    'b',
    'm',
    'caller',
    'loop',
    'this',
    'graph',
    'config',
    'ref',
    'namespace',
    'return',
    'var',
  ],
  ...[
    'constructor',
    '__proto__',
    'prototype',
    'toString',
    'valueOf',
    'process',
    'globalThis',
    'call',
  ],
);
const method = fc.constantFrom(
  ...[
    'append',
    'extend',
    'insert',
    'pop',
    'items',
    'keys',
    'get',
    'update',
    'replace',
    'split',
    'join',
  ],
  ...['upper', 'constructor', '__proto__', 'apply', 'bind', 'length', 'sub', 'x', 'name', 'nodes'],
);
const filter = fc.constantFrom(
  ...[
    'join',
    'map',
    'select',
    'sort',
    'groupby',
    'list',
    'first',
    'last',
    'length',
    'sum',
    'tojson',
  ],
  ...[
    'indent',
    'replace',
    'batch',
    'round',
    'truncate',
    'unique',
    'attr',
    'default',
    'constructor',
  ],
);
const literal = fc.oneof(
  fc.constantFrom(
    '0',
    '1',
    '-1',
    '3',
    '1000000000',
    '0.5',
    'none',
    'true',
    '[]',
    '{}',
    'r/(x+)+$/',
  ),
  fc
    .oneof(fc.constantFrom('constructor', '__pro', 'to__', 'x', ''), fc.string({ maxLength: 6 }))
    .map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`),
);
const operator = fc.constantFrom(
  ...['+', '-', '*', '/', '//', '%', '**', '~', '==', '<', '>=', 'and', 'or', 'in', 'not in'],
);

const { expression, statements } = fc.letrec<{ expression: string; statements: string }>((tie) => {
  const [value, body] = [tie('expression'), tie('statements')];
  const several = fc.array(value, { maxLength: 3 }).map((values) => values.join(', '));
  const made = (parts: readonly (string | fc.Arbitrary<string>)[]) =>
    fc
      .tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)))
      .map((texts) => texts.join(''));
  return {
    expression: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'expression' },
      literal,
      name,
      made([value, '.', method]),
      made([value, '.', method, '(', several, ')']),
      made([value, '[', value, ']']),
      made([name, '(', several, ')']),
      made([name, '(', name, '=', value, ')']),
      made([value, ' | ', filter]),
      made([value, ' | ', filter, '(', several, ')']),
      made([value, ' ', operator, ' ', value]),
      made(['(', value, ' if ', value, ' else ', value, ')']),
      made(['[', several, ']']),
      made(['{"x": ', value, ', "constructor": ', value, '}']),
      made([value, ' is ', fc.constantFrom('defined', 'none', 'string', 'constructor', 'odd')]),
    ),
    statements: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'statement' },
      fc.constantFrom('x', '\n', 'select 1'),
      made(['{{ ', value, ' }}']),
      made(['{% do ', value, ' %}']),
      made(['{% set ', name, ' = ', value, ' %}']),
      made(['{% set ', name, '.', method, ' = ', value, ' %}']),
      made(['{% set ', name, ' %}', body, '{% endset %}']),
      made(['{% if ', value, ' %}', body, '{% else %}', body, '{% endif %}']),
      made(['{% for ', name, ' in ', value, ' %}', body, '{% endfor %}']),
      made(['{% for ', name, ', ', name, ' in ', value, ' %}', body, body, '{% endfor %}']),
      made(['{% macro m(', name, ', b=', value, ') %}', body, '{% endmacro %}']),
      made(['{% call m(', several, ') %}', body, '{% endcall %}']),
      made(['{% filter ', filter, ' %}', body, '{% endfilter %}']),
      made([body, body]),
      made(['{% set a = [1, 2, "x"] %}{% set b = "xx" %}', body, body]),
      made(['{% set b = b ~ b ~ "x" %}', body]),
      made(['{% do a.extend(a) %}', body]),
    ),
  };
});

const damaged = fc
  .tuple(
    statements,
    fc.nat(),
    fc.nat(8),
    fc.constantFrom('', '"', '{%', '%}', '{{', '(', '}', '\\'),
  )
  .map(([text, at, length, insert]) => {
    const from = text.length === 0 ? 0 : at % text.length;
    return text.slice(0, from) + insert + text.slice(from + length);
  });

const template = fc.oneof(
  { weight: 3, arbitrary: statements },
  { weight: 1, arbitrary: damaged },
  { weight: 1, arbitrary: expression.map((text) => `{{ ${text} }}`) },
);

const secret = 'secret-of-the-environment';

/* Text that only JavaScript would print. */
const traces = /\[native code\]|\[object |function|secret-of-the-environment/;

export interface RandomJinja {
  readonly templates: number;
  /** How many of them rendered; the others ended with an error that names a file. */
  readonly rendered: number;
  readonly slowestMs: number;
}

/**
 * Renders random templates. Each ends with text or with a ModelError, none changes what belongs to
 * JavaScript, and none prints a trace of it. A template that hangs ends the test by its time-out.
 */
export function randomJinjaScenario(seed: number, templates: number): RandomJinja {
  process.env.TOAST_TEST_SECRET = secret;
  const before = JSON.stringify(snapshotGlobals());
  let rendered = 0;
  let slowestMs = 0;
  for (const text of fc.sample(template, { seed, numRuns: templates })) {
    const start = performance.now();
    const result = renderRandom(text);
    slowestMs = Math.max(slowestMs, performance.now() - start);
    if (result !== undefined) rendered += 1;
    expect(result ?? '', text).not.toMatch(traces);
    expect(JSON.stringify(snapshotGlobals()), text).toBe(before);
  }
  delete process.env.TOAST_TEST_SECRET;
  return { templates, rendered, slowestMs: Math.round(slowestMs) };
}

function renderRandom(text: string): string | undefined {
  try {
    const project = projectOf({ 'models/m.sql': text, 'macros/m.sql': '' });
    const model = project.models.get('m');
    if (model === undefined) return undefined;
    return compileModel(project, model, { incremental: true, fullRefresh: false }).select.text;
  } catch (error) {
    expect(error, text).toBeInstanceOf(ModelError);
    return undefined;
  }
}

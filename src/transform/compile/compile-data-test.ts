import { ModelError } from '../../errors.js';
import { suggestNearest } from '../../nearest.js';
import { locateError } from '../jinja/locate-error.js';
import { Budget } from '../jinja/budget.js';
import { callMacro, render, type Globals } from '../jinja/render.js';
import { compileTemplate } from '../jinja/template.js';
import { Callable, copyData, textOf, type Dictionary } from '../jinja/values.js';
import type { DataTest, Project } from '../project/model.js';
import type { Relation } from '../project/relation.js';
import { isMap } from '../project/yaml-file.js';
import { compileSql } from './compile.js';
import type { CompiledSql } from './compiled-sql.js';

/**
 * Renders a data test to the query of its failing rows, and lists the relations that it reads.
 * @throws ModelError with the file and line in YAML that define the test.
 */
export function compileDataTest(
  project: Project,
  test: DataTest,
): { sql: CompiledSql; reads: Relation[] } {
  const { file } = test;
  const line = test.line();
  const write = (globals: Globals): CompiledSql => {
    const macro = requireTestMacro(globals, test.test);
    const text = textOf(callMacro(macro, testArguments(test, globals)), `data test ${test.test}`);
    return { text, origins: text.split('\n').map(() => ({ file, line })) };
  };
  try {
    return compileSql({ project, options: { incremental: false, fullRefresh: false }, write });
  } catch (error) {
    throw locateError(file, line, error);
  }
}

/**
 * Renders a query that counts the failing rows of several `not_null` tests, in one row with a column for each.
 * Takes tests of one relation with the same `where`. One scan of a table, or one evaluation of a view, takes
 * hardly longer than each of the tests alone.
 * @throws ModelError as `compileDataTest`.
 */
export function compileNullCounts(
  project: Project,
  tests: readonly [DataTest, ...DataTest[]],
): CompiledSql {
  const [first] = tests;
  const place = { file: first.file, line: first.line() };
  const write = (globals: Globals): CompiledSql => {
    const relation = textOf(testedRelation(first, globals), 'the tested relation');
    const counts = tests.map(({ column }) => `count(*) - count(${column})`);
    const text = `select ${counts.join(', ')} from ${relation}`;
    return { text, origins: text.split('\n').map(() => place) };
  };
  const options = { incremental: false, fullRefresh: false };
  return compileSql({ project, options, write }).sql;
}

function requireTestMacro(globals: Globals, test: string): Callable {
  const macro = globals.get(`test_${test}`);
  if (macro instanceof Callable) return macro;
  const known = [...globals.keys()]
    .filter((name) => name.startsWith('test_'))
    .map((name) => name.slice('test_'.length));
  throw new ModelError(`there is no data test ${test}`, {
    suggestion: suggestNearest(
      test,
      known,
      `Define it in a file of the macros folder: {% test ${test}(model) %}.`,
    ),
  });
}

function testArguments(test: DataTest, globals: Globals): Dictionary {
  const { column, parameters } = test;
  const given = Object.entries(parameters).map(([key, value]) => [key, resolve(value, globals)]);
  const values = {
    model: testedRelation(test, globals),
    ...(column === undefined ? {} : { column_name: column }),
    ...Object.fromEntries(given),
  };
  return copyData(values, new Budget()) as Dictionary;
}

function testedRelation({ subject, config: { where } }: DataTest, globals: Globals): unknown {
  const relation = evaluate(subject, globals);
  return where === undefined ? relation : filtered(relation, where, globals);
}

function filtered(relation: unknown, where: string, globals: Globals): string {
  return `(select * from ${textOf(relation, 'the tested relation')} where ${textOf(resolve(where, globals), 'where')}) as tested`;
}

/* As in dbt: text that calls ref, source or var is replaced by the result; other text is a template. */
function resolve(value: unknown, globals: Globals): unknown {
  if (Array.isArray(value)) return value.map((item) => resolve(item, globals));
  if (isMap(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, resolve(item, globals)]),
    );
  }
  if (typeof value !== 'string') return value;
  if (/^\s*(ref|source|var)\s*\(.+\)\s*$/s.test(value)) return evaluate(value, globals);
  return value.includes('{{') ? render(compileTemplate('argument', value), globals).text : value;
}

function evaluate(expression: string, globals: Globals): unknown {
  let result: unknown;
  const keep = new Callable(([value]) => (result = value));
  const template = compileTemplate('argument', `{% do keep(${expression}) %}`);
  render(template, new Map([...globals, ['keep', keep]]));
  return result;
}

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

export interface CompiledDataTest {
  /** The query of the failing rows. */
  readonly sql: CompiledSql;
  readonly reads: Relation[];
  /** If the query selects the rows of the tested relation for which a condition holds: both. */
  readonly condition?: { readonly relation: string; readonly text: string } | undefined;
}

/**
 * Renders a data test to the query of its failing rows, and lists the relations that it reads.
 * @throws ModelError with the file and line in YAML that define the test.
 */
export function compileDataTest(project: Project, test: DataTest): CompiledDataTest {
  const { file } = test;
  const line = test.line();
  let relation: unknown;
  const write = (globals: Globals): CompiledSql => {
    const macro = requireTestMacro(globals, test.test);
    relation = testedRelation(test, globals);
    const given = testArguments(test, relation, globals);
    const text = textOf(callMacro(macro, given), `data test ${test.test}`);
    return { text, origins: text.split('\n').map(() => ({ file, line })) };
  };
  try {
    const options = { incremental: false, fullRefresh: false };
    const compiled = compileSql({ project, options, write });
    return { ...compiled, condition: conditionIn(compiled.sql.text, textOf(relation, 'relation')) };
  } catch (error) {
    throw locateError(file, line, error);
  }
}

/* What follows the condition would be a syntax error in a filter, so it need not be looked for. */
function conditionIn(sql: string, relation: string): CompiledDataTest['condition'] {
  const [start = ''] = /^\s*select\s+\*\s+from\s+/i.exec(sql) ?? [];
  if (start === '' || !sql.startsWith(relation, start.length)) return undefined;
  const rest = sql.slice(start.length + relation.length);
  const [where = ''] = /^\s+where\b/i.exec(rest) ?? [];
  return where === '' ? undefined : { relation, text: rest.slice(where.length) };
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

function testArguments(test: DataTest, relation: unknown, globals: Globals): Dictionary {
  const { column, parameters } = test;
  const given = Object.entries(parameters).map(([key, value]) => [key, resolve(value, globals)]);
  const values = {
    model: relation,
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

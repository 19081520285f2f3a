import { ModelError } from '../../errors.js';
import { compileSql } from './compile.js';
import type { CompiledSql } from './compiled-sql.js';
import { keywords, render, type Names } from '../jinja/execute.js';
import { at } from '../jinja/locate.js';
import { compileTemplate } from '../jinja/template.js';
import type { DataTest, Project } from '../project/model.js';
import { suggestNearest } from '../../nearest.js';
import type { Relation } from '../project/relation.js';
import { isMap } from '../project/yaml-file.js';

/**
 * Renders a data test to the query of its failing rows, and tells which relations it reads.
 * @throws ModelError with the place in YAML that asks for the test.
 */
export function compileDataTest(
  project: Project,
  test: DataTest,
): { sql: CompiledSql; reads: Relation[] } {
  const { file, config } = test;
  const line = test.line();
  const write = (names: Names): CompiledSql => {
    const call = requireTest(names, test.test);
    const subject = evaluate(test.subject, names);
    const parameters = Object.entries(test.parameters);
    const text = String(
      call(
        keywords({
          model: config.where === undefined ? subject : filtered(subject, config.where, names),
          ...(test.column === undefined ? {} : { column_name: test.column }),
          ...Object.fromEntries(parameters.map(([key, value]) => [key, native(value, names)])),
        }),
      ),
    );
    return { text, origins: text.split('\n').map(() => ({ file, line })) };
  };
  try {
    return compileSql({ project, options: { incremental: false, fullRefresh: false }, write });
  } catch (error) {
    throw at(file, line, error);
  }
}

function requireTest(names: Names, test: string): (...values: unknown[]) => unknown {
  const call = names[`test_${test}`];
  if (typeof call === 'function') return call as (...values: unknown[]) => unknown;
  const known = Object.keys(names)
    .filter((name) => name.startsWith('test_'))
    .map((name) => name.slice('test_'.length));
  throw new ModelError(`there is no data test ${test}`, {
    suggestion: suggestNearest(test, known, `Define it: {% test ${test}(model) %} in macros.`),
  });
}

function filtered(subject: unknown, where: string, names: Names): string {
  return `(select * from ${String(subject)} where ${String(native(where, names))}) as tested`;
}

/* As in dbt: a text that calls ref, source or var stands for what it gives; others are templates. */
function native(value: unknown, names: Names): unknown {
  if (Array.isArray(value)) return value.map((item) => native(item, names));
  if (isMap(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, native(item, names)]),
    );
  }
  if (typeof value !== 'string') return value;
  if (/^\s*(ref|source|var)\s*\(.+\)\s*$/s.test(value)) return evaluate(value, names);
  return value.includes('{{') ? render(compileTemplate('argument', value), names).text : value;
}

function evaluate(expression: string, names: Names): unknown {
  let result: unknown;
  const keep = (value: unknown) => (result = value);
  render(compileTemplate('argument', `{% do keep(${expression}) %}`), { ...names, keep });
  return result;
}

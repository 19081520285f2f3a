import { ModelError } from '../errors.js';
import { concat, ours, type CompiledSql } from './compiled-sql.js';
import { namesFor } from './context.js';
import { render, type Names } from './jinja/execute.js';
import { compileTemplate, type Template } from './jinja/template.js';
import type { Model, Project } from './model.js';
import { requireModel, requireSource } from './references.js';
import type { Relation } from './relation.js';

export interface CompileOptions {
  /** What `is_incremental()` says: the table exists, and this is not a full refresh. */
  readonly incremental: boolean;
  /** What `flags.FULL_REFRESH` says. */
  readonly fullRefresh: boolean;
}

export interface CompiledModel {
  readonly select: CompiledSql;
  /** Statements; the empty ones are left out. */
  readonly preHooks: readonly CompiledSql[];
  readonly postHooks: readonly CompiledSql[];
}

/**
 * Renders a model and its hooks to SQL. Ephemeral models that it reads become common table
 * expressions of it. @throws ModelError with file and line.
 */
export function compileModel(
  project: Project,
  model: Model,
  options: CompileOptions,
): CompiledModel {
  const compile = (template: Template) =>
    compileSql({ project, options, model, write: (names) => write(template, names) }).sql;
  const hooks = (texts: readonly string[]) =>
    texts
      .map((text) => compile(compileTemplate(`${model.file} (hook)`, text)))
      .filter(({ text }) => text.trim() !== '');
  return {
    select: compile(model.template),
    preHooks: hooks(model.config.preHooks),
    postHooks: hooks(model.config.postHooks),
  };
}

export interface SqlToCompile {
  readonly project: Project;
  readonly options: CompileOptions;
  /** The model that the SQL belongs to. */
  readonly model?: Model;
  /** Gives the SQL in the names of the project. */
  readonly write: (names: Names) => CompiledSql;
}

/** Compiles SQL, and tells which relations it reads. */
export function compileSql(what: SqlToCompile): { sql: CompiledSql; reads: Relation[] } {
  const ephemerals = new Map<string, CompiledSql>();
  const reads = new Map<string, Relation>();
  const body = writeSql(what, ephemerals, reads);
  const ctes = [...ephemerals].flatMap(([name, sql], i) => [
    ours(`${i === 0 ? 'with ' : '), '}${name} as (`),
    sql,
  ]);
  const sql =
    ctes.length === 0 ? body : concat(...ctes, ours(') select * from ('), body, ours(')'));
  return { sql, reads: [...reads.values()] };
}

function writeSql(
  what: SqlToCompile,
  ephemerals: Map<string, CompiledSql>,
  reads: Map<string, Relation>,
): CompiledSql {
  const { project, options, model } = what;
  const names = namesFor({
    ...project,
    ...options,
    project,
    execute: true,
    self: model?.relation,
    config: () => undefined,
    source: (source, table) => noted(requireSource(project, source, table), reads),
    ref: (name) => {
      if (model !== undefined) requireKnownRef(model, name);
      const target = requireModel(project, name);
      if (target.config.materialized !== 'ephemeral') return noted(target.relation, reads);
      const cte = `__dbt__cte__${name}`;
      if (!ephemerals.has(cte)) {
        const read = { ...what, model: target, write: (own: Names) => write(target.template, own) };
        const sql = writeSql(read, ephemerals, reads);
        ephemerals.set(cte, sql);
      }
      return cte;
    },
  });
  return what.write(names);
}

function noted(relation: Relation, reads: Map<string, Relation>): Relation {
  reads.set(relation.label, relation);
  return relation;
}

function write(template: Template, names: Names): CompiledSql {
  const { text, lines } = render(template, names);
  return {
    text: text.replace(/[\s;]*$/, ''),
    origins: lines.map((line) => ({ file: template.file, line })),
  };
}

function requireKnownRef(model: Model, name: string): void {
  if (model.refs.includes(name)) return;
  throw new ModelError(`ref('${name}') was not seen when the project was read`, {
    suggestion: `Refer to it outside of conditions too: -- depends_on: {{ ref('${name}') }}`,
  });
}

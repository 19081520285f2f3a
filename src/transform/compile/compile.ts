import { ModelError } from '../../errors.js';
import { render, type Globals } from '../jinja/render.js';
import { compileTemplate, type Template } from '../jinja/template.js';
import { createDbtContext } from '../project/dbt-context.js';
import type { Model, Project } from '../project/model.js';
import { requireModel, requireSource } from '../project/references.js';
import type { Relation } from '../project/relation.js';
import { concat, generatedLine, type CompiledSql } from './compiled-sql.js';

export interface CompileOptions {
  /** The value of `is_incremental()`: the table exists, and this is not a full refresh. */
  readonly incremental: boolean;
  /** The value of `flags.FULL_REFRESH`. */
  readonly fullRefresh: boolean;
  /** Names of the models that are built together, for `selected_resources`; by default none. */
  readonly selected?: Iterable<string>;
  /** The value of `invocation_id`. */
  readonly runId?: string;
}

export interface CompiledModel {
  readonly select: CompiledSql;
  /** Statements to run before the model; hooks that render to nothing are left out. */
  readonly preHooks: readonly CompiledSql[];
  readonly postHooks: readonly CompiledSql[];
}

/**
 * Renders a model and its hooks to SQL. Ephemeral models that it reads become common table
 * expressions. @throws ModelError with file and line.
 */
export function compileModel(
  project: Project,
  model: Model,
  options: CompileOptions,
): CompiledModel {
  const compile = (template: Template) =>
    compileSql({ project, options, model, write: renderer(template) }).sql;
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
  /** The model that the SQL belongs to; undefined for SQL outside of models. */
  readonly model?: Model;
  /** Writes the SQL with the globals of the project. */
  readonly write: (globals: Globals) => CompiledSql;
}

/** Compiles SQL and lists the relations that it reads. @throws ModelError. */
export function compileSql(source: SqlToCompile): { sql: CompiledSql; reads: Relation[] } {
  const references: References = { ctes: new Map(), relations: new Map() };
  const body = writeSql(source, references);
  const reads = [...references.relations.values()];
  if (references.ctes.size === 0) return { sql: body, reads };
  const ctes = [...references.ctes].flatMap(([name, sql], i) => [
    generatedLine(`${i === 0 ? 'with ' : '), '}${name} as (`),
    sql,
  ]);
  const sql = concat(...ctes, generatedLine(') select * from ('), body, generatedLine(')'));
  return { sql, reads };
}

/** Collects what SQL refers to while it is written. */
interface References {
  /** SQL of ephemeral models by the name of their CTE, each after those that it reads. */
  readonly ctes: Map<string, CompiledSql>;
  /** Relations by label. */
  readonly relations: Map<string, Relation>;
}

function writeSql(source: SqlToCompile, references: References): CompiledSql {
  const { project, options, model, write } = source;
  const { vars, macros, targetSchema } = project;
  const globals = createDbtContext({
    vars,
    macros,
    targetSchema,
    execute: true,
    fullRefresh: options.fullRefresh,
    incremental: options.incremental,
    self: model?.relation,
    selected: options.selected ?? [],
    runId: options.runId ?? '',
    project,
    config: () => undefined,
    source: (name, table) => addRelation(requireSource(project, name, table), references),
    ref: (name) => {
      if (model !== undefined) requireParsedRef(model, name);
      const target = requireModel(project, name);
      if (target.config.materialized !== 'ephemeral') {
        return addRelation(target.relation, references);
      }
      const cte = `__dbt__cte__${name}`;
      if (!references.ctes.has(cte)) {
        const ephemeral = { project, options, model: target, write: renderer(target.template) };
        const sql = writeSql(ephemeral, references);
        references.ctes.set(cte, sql);
      }
      return cte;
    },
  });
  return write(globals);
}

function addRelation(relation: Relation, { relations }: References): Relation {
  relations.set(relation.label, relation);
  return relation;
}

function renderer(template: Template): SqlToCompile['write'] {
  return (globals) => {
    const { text, lines } = render(template, globals);
    return {
      text: text.replace(/[\s;]*$/, ''),
      origins: lines.map((line) => ({ file: template.file, line })),
    };
  };
}

function requireParsedRef(model: Model, name: string): void {
  if (model.refs.includes(name)) return;
  throw new ModelError(`ref('${name}') was not found when the project was parsed`, {
    suggestion: `Also refer to it outside of conditions: -- depends_on: {{ ref('${name}') }}`,
  });
}

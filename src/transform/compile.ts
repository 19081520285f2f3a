import { ModelError } from '../errors.js';
import { namesFor, type Meaning } from './context.js';
import { render, type Names } from './jinja/execute.js';
import { at } from './jinja/locate.js';
import { compileTemplate, type Template } from './jinja/template.js';
import { blank, concat, type CompiledSql } from './compiled-sql.js';
import type { Model, Project } from './model.js';
import { suggestNearest } from './nearest.js';
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
  const hook = (text: string) =>
    compileTemplateSql(project, compileTemplate(`${model.file} (hook)`, text), options, model);
  const hooks = (texts: readonly string[]) =>
    texts.map(hook).filter(({ text }) => text.trim() !== '');
  return {
    select: compileTemplateSql(project, model.template, options, model),
    preHooks: hooks(model.config.preHooks),
    postHooks: hooks(model.config.postHooks),
  };
}

/**
 * Renders a template in the names of the project, plus `more`; `model` is the model it belongs to.
 */
export function compileTemplateSql(
  project: Project,
  template: Template,
  options: CompileOptions,
  model?: Model,
  more: (names: Names) => Names = () => ({}),
): CompiledSql {
  const ephemerals = new Map<string, CompiledSql>();
  const body = renderSql(project, template, options, model, more, ephemerals);
  if (ephemerals.size === 0) return body;
  const ctes = [...ephemerals].map(([name, sql], i) =>
    concat(
      blank(`${i === 0 ? 'with ' : ''}${name} as (`),
      sql,
      blank(i + 1 < ephemerals.size ? '),' : ')'),
    ),
  );
  return concat(...ctes, blank('select * from ('), body, blank(')'));
}

function renderSql(
  project: Project,
  template: Template,
  options: CompileOptions,
  model: Model | undefined,
  more: (names: Names) => Names,
  ephemerals: Map<string, CompiledSql>,
): CompiledSql {
  const names = namesFor({
    ...project,
    ...options,
    execute: true,
    self: model?.relation,
    config: () => undefined,
    source: (source, table) => sourceRelation(project, source, table),
    ref: (name) => {
      const target = requireModel(project, name);
      if (model !== undefined) requireKnownRef(model, name);
      if (target.config.materialized !== 'ephemeral') return target.relation;
      const cte = `__dbt__cte__${name}`;
      if (!ephemerals.has(cte)) {
        const sql = renderSql(project, target.template, options, target, () => ({}), ephemerals);
        ephemerals.set(cte, sql);
      }
      return cte;
    },
  } satisfies Meaning);
  Object.assign(names, more(names));
  const { text, lines } = render(template, names);
  return {
    text: text.replace(/[\s;]*$/, ''),
    origins: lines.map((line) => ({ file: template.file, line })),
  };
}

/** The model of that name. @throws ModelError that says whether it is switched off or unknown. */
export function requireModel(project: Project, name: string): Model {
  const model = project.models.get(name);
  if (model !== undefined) return model;
  const file = project.disabled.get(name);
  if (file !== undefined) {
    throw new ModelError(`model ${name} is disabled`, { suggestion: `Enable it in ${file}.` });
  }
  throw new ModelError(`there is no model ${name}`, {
    suggestion: suggestNearest(name, project.models.keys(), 'Add it, or correct the name.'),
  });
}

function requireKnownRef(model: Model, name: string): void {
  if (model.refs.includes(name)) return;
  throw new ModelError(`ref('${name}') was not seen when the project was read`, {
    suggestion: `Refer to it outside of conditions too: -- depends_on: {{ ref('${name}') }}`,
  });
}

function sourceRelation({ sources }: Project, source: string, table: string): Relation {
  const relation = sources.get(`${source}.${table}`);
  if (relation !== undefined) return relation;
  throw new ModelError(`there is no source ${source}.${table}`, {
    suggestion: suggestNearest(
      `${source}.${table}`,
      sources.keys(),
      'Declare it under sources: in a YAML file beside the models.',
    ),
  });
}

/** Checks that all references of a model lead somewhere. @throws ModelError with the file. */
export function checkReferences(project: Project, model: Model): void {
  for (const name of model.refs) {
    try {
      requireModel(project, name);
    } catch (error) {
      throw at(model.file, undefined, error);
    }
  }
}

import { ModelError } from '../../errors.js';
import { suggestNearest } from '../../nearest.js';
import { MacroReturn, addMacros, splitArguments, type Globals } from '../jinja/render.js';
import type { Macro } from '../jinja/template.js';
import type { Model, Project } from './model.js';
import type { Relation } from './relation.js';
import { normalize, type Settings } from './settings.js';

export interface DbtContextOptions {
  readonly vars: Readonly<Record<string, unknown>>;
  readonly macros: readonly Macro[];
  readonly targetSchema: string;
  /** False while templates are only parsed for their configuration and references. */
  readonly execute: boolean;
  readonly fullRefresh: boolean;
  readonly incremental: boolean;
  /** The relation of the model, `this` in templates; undefined when there is no model. */
  readonly self: Relation | undefined;
  /** Names of the models of this run, which `selected_resources` lists; empty while the project is parsed. */
  readonly selected?: Iterable<string>;
  /** The id of this run, `invocation_id` in templates. */
  readonly runId?: string;
  /** The project that `graph.nodes` lists; undefined while it is parsed, when dbt's `graph` is empty too. */
  readonly project?: Pick<Project, 'name' | 'models'> | undefined;
  config(settings: Settings): void;
  ref(name: string): Relation | string;
  source(source: string, table: string): Relation;
}

/** Creates the globals of a template: the supported part of dbt's Jinja context, and the macros. */
export function createDbtContext(options: DbtContextOptions): Globals {
  const { vars, targetSchema, self } = options;
  const globals: Globals = {
    True: true,
    False: false,
    None: null,
    execute: options.execute,
    graph: options.project === undefined ? {} : { nodes: graphNodes(options.project) },
    invocation_id: options.runId ?? '',
    selected_resources: [...(options.selected ?? [])].map(
      (name) => options.project && uniqueId(options.project, name),
    ),
    flags: { FULL_REFRESH: options.fullRefresh, WHICH: 'run' },
    target: { name: targetSchema, schema: targetSchema, type: 'duckdb' },
    is_incremental: () => options.incremental,
    return: (value: unknown) => {
      throw new MacroReturn(value);
    },
    namespace: (...values: unknown[]) => splitArguments(values).named,
    exceptions: {
      raise_compiler_error: (message: unknown) => {
        throw new ModelError(String(message));
      },
    },
    config: (...values: unknown[]) => {
      const { positional, named } = splitArguments(values);
      options.config(normalize({ ...(positional[0] as object | undefined), ...named }));
      return '';
    },
    ref: (...values: unknown[]) => options.ref(readNames('ref', values, 1).at(-1) ?? ''),
    source: (...values: unknown[]) => {
      const [source = '', table = ''] = readNames('source', values, 2);
      return options.source(source, table);
    },
    var: (name: unknown, fallback: unknown) => readVariable(vars, String(name), fallback),
    ...(self === undefined ? {} : { this: self }),
  };
  addMacros(globals, options.macros);
  return globals;
}

/* Lists the models as dbt's `graph.nodes` does: by unique id, with the keys that templates need. */
function graphNodes(project: Pick<Project, 'name' | 'models'>): Globals {
  const id = (name: string) => uniqueId(project, name);
  const node = ({ name, relation, config, refs }: Model) => ({
    unique_id: id(name),
    resource_type: 'model',
    name,
    schema: relation.schema,
    alias: relation.name,
    tags: config.tags,
    config: { ...config.settings, materialized: config.materialized },
    depends_on: { nodes: refs.map(id) },
  });
  const models = [...project.models.values()];
  return Object.fromEntries(models.map((model) => [id(model.name), node(model)]));
}

function uniqueId({ name: project }: Pick<Project, 'name'>, name: string): string {
  return `model.${project}.${name}`;
}

/* Both functions take two names at most: ref() may be given a package first. */
function readNames(call: string, values: readonly unknown[], minimum: 1 | 2): string[] {
  const names = splitArguments(values).positional.map(String);
  if (names.length >= minimum && names.length <= 2) return names;
  throw new ModelError(`${call}() takes ${minimum === 2 ? '2' : '1 or 2'} names`);
}

function readVariable(vars: DbtContextOptions['vars'], name: string, fallback: unknown): unknown {
  if (Object.hasOwn(vars, name)) return vars[name];
  if (fallback !== undefined) return fallback;
  throw new ModelError(`there is no variable ${name}`, {
    suggestion: suggestNearest(
      name,
      Object.keys(vars),
      'Define it under vars: in dbt_project.yml, or pass a default as the second argument.',
    ),
  });
}

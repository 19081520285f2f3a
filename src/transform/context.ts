import { ModelError } from '../errors.js';
import { Returned, addMacros, splitArguments, type Names } from './jinja/execute.js';
import type { Macro } from './jinja/template.js';
import type { Model, Project } from './model.js';
import { suggestNearest } from '../nearest.js';
import type { Relation } from './relation.js';
import { normalize, type Settings } from './settings.js';

/** What the names of dbt mean to one template. */
export interface Meaning {
  readonly vars: Readonly<Record<string, unknown>>;
  readonly macros: readonly Macro[];
  readonly targetSchema: string;
  /** False while templates are only read for their configuration and what they refer to. */
  readonly execute: boolean;
  readonly fullRefresh: boolean;
  readonly incremental: boolean;
  readonly self: Relation | undefined;
  /** The project; undefined while its models are only read, when dbt's `graph` is empty too. */
  readonly project?: Pick<Project, 'name' | 'models'>;
  config(settings: Settings): void;
  ref(name: string): Relation | string;
  source(source: string, table: string): Relation;
}

/** The names that templates may use: dbt's, as far as they are supported, and the macros. */
export function namesFor(meaning: Meaning): Names {
  const { vars, targetSchema, self } = meaning;
  const names: Names = {
    True: true,
    False: false,
    None: null,
    execute: meaning.execute,
    graph: meaning.project === undefined ? {} : { nodes: nodesOf(meaning.project) },
    flags: { FULL_REFRESH: meaning.fullRefresh, WHICH: 'run' },
    target: { name: targetSchema, schema: targetSchema, type: 'duckdb' },
    is_incremental: () => meaning.incremental,
    return: (value: unknown) => {
      throw new Returned(value);
    },
    namespace: (...values: unknown[]) => splitArguments(values).named,
    exceptions: {
      raise_compiler_error: (message: unknown) => {
        throw new ModelError(String(message));
      },
    },
    config: (...values: unknown[]) => {
      const { positional, named } = splitArguments(values);
      meaning.config(normalize({ ...(positional[0] as object | undefined), ...named }));
      return '';
    },
    ref: (...values: unknown[]) => meaning.ref(referred(values, 'ref', 2).at(-1) ?? ''),
    source: (...values: unknown[]) => {
      const [source = '', table = ''] = referred(values, 'source', 2);
      return meaning.source(source, table);
    },
    var: (name: unknown, otherwise: unknown) => variable(vars, String(name), otherwise),
    ...(self === undefined ? {} : { this: self }),
  };
  addMacros(names, meaning.macros);
  return names;
}

/* The models as dbt's `graph.nodes` has them: by unique id, with the keys that templates need. */
function nodesOf(project: Pick<Project, 'name' | 'models'>): Names {
  const id = (name: string) => `model.${project.name}.${name}`;
  const node = ({ name, relation, config, refs }: Model) => ({
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

function referred(values: readonly unknown[], of: string, most: number): string[] {
  const names = splitArguments(values).positional.map(String);
  const least = of === 'source' ? 2 : 1;
  if (names.length >= least && names.length <= most) return names;
  throw new ModelError(`${of}() takes ${least === most ? least : `${least} or ${most}`} names`);
}

function variable(vars: Meaning['vars'], name: string, otherwise: unknown): unknown {
  if (Object.hasOwn(vars, name)) return vars[name];
  if (otherwise !== undefined) return otherwise;
  throw new ModelError(`there is no variable ${name}`, {
    suggestion: suggestNearest(
      name,
      Object.keys(vars),
      'Give it under vars: in dbt_project.yml, or a default as second argument.',
    ),
  });
}

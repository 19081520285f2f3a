import { ModelError } from '../../errors.js';
import { suggestNearest } from '../../nearest.js';
import { Budget } from '../jinja/budget.js';
import { addMacros, type Globals } from '../jinja/render.js';
import type { Macro } from '../jinja/template.js';
import {
  Callable,
  copyData,
  dictionary,
  isDictionary,
  MacroReturn,
  Namespace,
  splitArguments,
  textOf,
  type Dictionary,
} from '../jinja/values.js';
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
  const globals: Globals = new Map<string, unknown>([
    ['True', true],
    ['False', false],
    ['None', null],
    ['execute', options.execute],
    ['graph', graphOf(options.project)],
    ['invocation_id', options.runId ?? ''],
    ['selected_resources', selectedResources(options)],
    ['flags', record({ FULL_REFRESH: options.fullRefresh, WHICH: 'run' })],
    ['target', record({ name: targetSchema, schema: targetSchema, type: 'duckdb' })],
    ['is_incremental', new Callable(() => options.incremental)],
    ['return', new Callable(([value]) => endMacro(value))],
    ['namespace', new Callable((values) => new Namespace(splitArguments(values).named))],
    ['exceptions', record({ raise_compiler_error: new Callable(([message]) => raise(message)) })],
    ['config', new Callable((values, budget) => configure(options, values, budget))],
    ['ref', new Callable((values) => options.ref(readNames('ref', values, 1).at(-1) ?? ''))],
    ['source', new Callable((values) => readSource(options, values))],
    [
      'var',
      new Callable(([name, fallback], budget) =>
        readVariable(vars, textOf(name, 'the name of a variable'), fallback, budget),
      ),
    ],
  ]);
  if (self !== undefined) globals.set('this', self);
  addMacros(globals, options.macros);
  return globals;
}

function record(entries: Readonly<Record<string, unknown>>): Dictionary {
  return dictionary(Object.entries(entries));
}

function endMacro(value: unknown): never {
  throw new MacroReturn(value);
}

function raise(message: unknown): never {
  throw new ModelError(textOf(message, 'the message'));
}

function configure(options: DbtContextOptions, values: readonly unknown[], budget: Budget): string {
  const { positional, named } = splitArguments(values);
  const [first = dictionary()] = positional;
  if (!isDictionary(first)) throw new ModelError('config() takes settings by name');
  options.config(normalize(copyData({ ...first, ...named }, budget) as Dictionary));
  return '';
}

function readSource(options: DbtContextOptions, values: readonly unknown[]): Relation {
  const [source = '', table = ''] = readNames('source', values, 2);
  return options.source(source, table);
}

function selectedResources({ project, selected = [] }: DbtContextOptions): string[] {
  return project === undefined ? [] : [...selected].map((name) => uniqueId(project, name));
}

/* Few templates read the graph of the project, so it is only made for those. */
function graphOf(project: DbtContextOptions['project']): Dictionary {
  const graph = dictionary();
  if (project === undefined) return graph;
  let nodes: unknown;
  const get = () => (nodes ??= copyData(graphNodes(project), new Budget()));
  return Object.defineProperty(graph, 'nodes', { get, enumerable: true });
}

/* Lists the models as dbt's `graph.nodes` does: by unique id, with the keys that templates need. */
function graphNodes(project: Pick<Project, 'name' | 'models'>): Dictionary {
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
  return dictionary(models.map((model) => [id(model.name), node(model)]));
}

function uniqueId({ name: project }: Pick<Project, 'name'>, name: string): string {
  return `model.${project}.${name}`;
}

/* Both functions take two names at most: ref() may be given a package first. */
function readNames(call: string, values: readonly unknown[], minimum: 1 | 2): string[] {
  const { positional } = splitArguments(values);
  const names = positional.map((name) => textOf(name, `the argument of ${call}()`));
  if (names.length >= minimum && names.length <= 2) return names;
  throw new ModelError(`${call}() takes ${minimum === 2 ? '2' : '1 or 2'} names`);
}

function readVariable(
  vars: DbtContextOptions['vars'],
  name: string,
  fallback: unknown,
  budget: Budget,
): unknown {
  if (Object.hasOwn(vars, name)) return copyData(vars[name], budget);
  if (fallback !== undefined) return fallback;
  throw new ModelError(`there is no variable ${name}`, {
    suggestion: suggestNearest(
      name,
      Object.keys(vars),
      'Define it under vars: in dbt_project.yml, or pass a default as the second argument.',
    ),
  });
}

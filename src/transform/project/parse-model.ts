import { render } from '../jinja/render.js';
import { locateError } from '../jinja/locate-error.js';
import { compileTemplate, type Macro, type Template } from '../jinja/template.js';
import { createDbtContext } from './dbt-context.js';
import { readModelConfig } from './model-config.js';
import type { Model, ModelConfig, SourceFile } from './model.js';
import type { Properties } from './properties.js';
import { Relation } from './relation.js';
import { combine, type Settings } from './settings.js';

export interface ParseOptions {
  readonly name: string;
  readonly source: SourceFile;
  readonly vars: Readonly<Record<string, unknown>>;
  readonly macros: readonly Macro[];
  readonly targetSchema: string;
  /** Settings from dbt_project.yml, the outermost folder's first. */
  readonly folders: readonly Settings[];
  readonly properties: Properties | undefined;
}

/**
 * Parses a model: renders it and its hooks once with placeholders, as dbt does, to find its
 * configuration and what it refers to. References inside of `is_incremental()` or `execute` are not
 * found then and must also be made outside of it.
 * @throws ModelError with file and line.
 */
export function parseModel(options: ParseOptions): Model {
  const { name, source, vars, macros, targetSchema, folders, properties } = options;
  const template = compileTemplate(source.file, source.text);
  const own: Settings[] = [];
  const refs = new Set<string>();
  const sources = new Set<string>();
  const readConfig = () =>
    readModelConfig(combine([...folders, properties?.settings ?? {}, ...own]));
  const read = (text: Template) => {
    const globals = createDbtContext({
      vars,
      macros,
      targetSchema,
      execute: false,
      fullRefresh: false,
      incremental: false,
      self: new Relation(targetSchema, name),
      config: (settings) => {
        own.push(settings);
        /* Reports an invalid setting at the line of this config(). */
        readConfig();
      },
      ref: (other) => {
        refs.add(other);
        return new Relation(targetSchema, other);
      },
      source: (source, table) => {
        sources.add(`${source}.${table}`);
        return new Relation(source, table);
      },
    });
    render(text, globals);
  };
  read(template);
  const config = located(source.file, readConfig);
  for (const hook of [...config.preHooks, ...config.postHooks]) {
    read(compileTemplate(`${source.file} (hook)`, hook));
  }
  return {
    name,
    file: source.file,
    template,
    config,
    relation: relationOf(name, config, targetSchema),
    refs: [...refs],
    sources: [...sources],
    description: properties?.description ?? '',
    columns: properties?.columns ?? new Map(),
    columnMeta: properties?.columnMeta ?? new Map(),
  };
}

function relationOf(name: string, config: ModelConfig, targetSchema: string): Relation {
  const schema = config.schema === undefined ? targetSchema : `${targetSchema}_${config.schema}`;
  return new Relation(schema, config.alias ?? name, config.database);
}

function located<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw locateError(file, undefined, error);
  }
}

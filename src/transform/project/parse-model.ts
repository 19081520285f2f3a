import { namesFor } from './dbt-context.js';
import { render } from '../jinja/execute.js';
import { at } from '../jinja/locate.js';
import { compileTemplate, type Macro, type Template } from '../jinja/template.js';
import type { Model, SourceFile } from './model.js';
import type { Properties } from './properties.js';
import { Relation } from './relation.js';
import { combine, readSettings, type Settings } from './settings.js';

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
 * Reads a model: renders it and its hooks once with placeholders, as dbt does, to learn its
 * configuration and what it refers to. References inside of `is_incremental()` or `execute` are
 * not seen then and must be made outside of it too.
 * @throws ModelError with file and line.
 */
export function parseModel(options: ParseOptions): Model {
  const { name, source, targetSchema, properties } = options;
  const template = compileTemplate(source.file, source.text);
  const own: Settings[] = [];
  const refs = new Set<string>();
  const sources = new Set<string>();
  const readOwn = () =>
    readSettings(combine([...options.folders, properties?.settings ?? {}, ...own]));
  const read = (text: Template) => {
    const names = namesFor({
      ...options,
      execute: false,
      fullRefresh: false,
      incremental: false,
      self: new Relation(targetSchema, name),
      config: (settings) => {
        own.push(settings);
        readOwn();
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
    render(text, names);
  };
  read(template);
  const config = located(source.file, readOwn);
  for (const hook of [...config.preHooks, ...config.postHooks]) {
    read(compileTemplate(`${source.file} (hook)`, hook));
  }
  const schema = config.schema === undefined ? targetSchema : `${targetSchema}_${config.schema}`;
  return {
    name,
    file: source.file,
    template,
    config,
    relation: new Relation(schema, config.alias ?? name, config.database),
    refs: [...refs],
    sources: [...sources],
    description: properties?.description ?? '',
    columns: properties?.columns ?? new Map(),
  };
}

function located<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw at(file, undefined, error);
  }
}

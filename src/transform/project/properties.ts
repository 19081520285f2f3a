import { normalize, type Settings } from './settings.js';
import { isMap, type YamlFile, type YamlPath } from './yaml-file.js';

/** The properties of a model or a source table in a YAML file. */
export interface Properties {
  readonly name: string;
  readonly description: string;
  readonly settings: Settings;
  readonly columns: ReadonlyMap<string, string>;
  /** `config: { meta: … }` of columns that have it. */
  readonly columnMeta: ReadonlyMap<string, Settings>;
  readonly tests: readonly TestEntry[];
  readonly yaml: YamlFile;
  readonly path: YamlPath;
}

/** A data test as written in YAML. */
export interface TestEntry {
  readonly column: string | undefined;
  readonly value: unknown;
  readonly path: YamlPath;
}

export interface SourceTable {
  readonly source: string;
  readonly schema: string;
  /** The table's name in the database. */
  readonly identifier: string;
  readonly properties: Properties;
}

/** Reads the models that a YAML file describes. @throws ModelError with file and line. */
export function readModelProperties(yaml: YamlFile): Properties[] {
  return yaml.list(['models']).map((_, i) => readProperties(yaml, ['models', i]));
}

/** Reads the source tables that a YAML file declares. @throws ModelError with file and line. */
export function readSources(yaml: YamlFile): SourceTable[] {
  return yaml.list(['sources']).flatMap((_, i) => {
    const path = ['sources', i];
    const source = yaml.text([...path, 'name']);
    const { schema = source } = yaml.map(path);
    return yaml.list([...path, 'tables']).map((_, j) => {
      const place = [...path, 'tables', j];
      const properties = readProperties(yaml, place);
      const { identifier = properties.name } = yaml.map(place);
      return { source, schema: String(schema), identifier: String(identifier), properties };
    });
  });
}

function readProperties(yaml: YamlFile, path: YamlPath): Properties {
  const { description, config, ...rest } = yaml.map(path);
  const columns = yaml.list([...path, 'columns']).map((_, i) => [...path, 'columns', i]);
  const nameOf = (column: YamlPath) => yaml.text([...column, 'name']);
  return {
    name: yaml.text([...path, 'name']),
    description: readDescription(description),
    settings: normalize({
      ...(Array.isArray(rest.tags) ? { tags: rest.tags } : {}),
      ...(isMap(config) ? config : {}),
    }),
    columns: new Map(
      columns.map((column) => [nameOf(column), readDescription(yaml.map(column).description)]),
    ),
    columnMeta: new Map(
      columns.flatMap((column) => {
        const meta = yaml.map([...column, 'config', 'meta']);
        return Object.keys(meta).length === 0 ? [] : [[nameOf(column), meta]];
      }),
    ),
    tests: [
      ...readTests(yaml, path, undefined),
      ...columns.flatMap((column) => readTests(yaml, column, nameOf(column))),
    ],
    yaml,
    path,
  };
}

function readTests(yaml: YamlFile, path: YamlPath, column: string | undefined): TestEntry[] {
  return ['data_tests', 'tests'].flatMap((key) =>
    yaml.list([...path, key]).map((value, i) => ({ column, value, path: [...path, key, i] })),
  );
}

function readDescription(value: unknown): string {
  return value === undefined || value === null ? '' : String(value).trim();
}

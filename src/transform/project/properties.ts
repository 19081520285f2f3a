import { normalize, type Settings } from './settings.js';
import { isMap, type YamlFile } from './yaml-file.js';
import type { Path } from './yaml-places.js';

/** What a YAML file beside the models says about a model or a source's table. */
export interface Properties {
  readonly name: string;
  readonly description: string;
  readonly settings: Settings;
  readonly columns: ReadonlyMap<string, string>;
  readonly tests: readonly TestEntry[];
  readonly yaml: YamlFile;
  readonly path: Path;
}

/** A data test as it stands in YAML. */
export interface TestEntry {
  readonly column: string | undefined;
  readonly value: unknown;
  readonly path: Path;
}

export interface SourceTable {
  readonly source: string;
  readonly schema: string;
  /** Name of the table in the database. */
  readonly identifier: string;
  readonly properties: Properties;
}

/** The models that a YAML file describes. @throws ModelError with file and line. */
export function readModelProperties(yaml: YamlFile): Properties[] {
  return yaml.list(['models']).map((_, i) => readProperties(yaml, ['models', i]));
}

/** The tables of sources that a YAML file declares. @throws ModelError with file and line. */
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

function readProperties(yaml: YamlFile, path: Path): Properties {
  const { description, config, ...rest } = yaml.map(path);
  const columns = yaml.list([...path, 'columns']).map((_, i) => [...path, 'columns', i]);
  return {
    name: yaml.text([...path, 'name']),
    description: describe(description),
    settings: normalize({
      ...(Array.isArray(rest.tags) ? { tags: rest.tags } : {}),
      ...(isMap(config) ? config : {}),
    }),
    columns: new Map(
      columns.map((column) => [
        yaml.text([...column, 'name']),
        describe(yaml.map(column).description),
      ]),
    ),
    tests: [
      ...tests(yaml, path, undefined),
      ...columns.flatMap((column) => tests(yaml, column, yaml.text([...column, 'name']))),
    ],
    yaml,
    path,
  };
}

function tests(yaml: YamlFile, path: Path, column: string | undefined): TestEntry[] {
  return ['data_tests', 'tests'].flatMap((key) =>
    yaml.list([...path, key]).map((value, i) => ({ column, value, path: [...path, key, i] })),
  );
}

function describe(value: unknown): string {
  return value === undefined || value === null ? '' : String(value).trim();
}

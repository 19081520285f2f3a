import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { formatText } from '../format-text.js';

/**
 * A schema of the field catalogue: the part of JSON Schema that Toast's definitions use, without
 * prose. `duckdb` is the type that the models read the field as; a field without it is not read.
 */
export interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly type?: string;
  readonly format?: string;
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly minItems?: number;
  readonly maxLength?: number;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  /** A type of DuckDB's; `STRUCT` and `STRUCT[]` stand for the fields of the schema itself. */
  readonly duckdb?: string;
  /** Set on a field that Toast sends and its definitions do not list. */
  readonly undocumented?: boolean;
}

export type Definitions = Readonly<Record<string, Schema>>;

/** What a macro expands to: a definition, with some of its fields left as JSON. */
export interface TypeOf {
  readonly definition: string;
  readonly json: readonly string[];
}

/** The fields of one of Toast's APIs: a file of the catalogue. */
export interface Api {
  /** The macros that are generated, by name. */
  readonly types: Readonly<Record<string, string | TypeOf>>;
  readonly definitions: Definitions;
}

const folder = 'fields';

/** Reads the field catalogue of the project in the folder `root`, by the name of the API. */
export async function readCatalogue(root: string): Promise<Map<string, Api>> {
  const files = (await readdir(join(root, folder))).filter((file) => file.endsWith('.json'));
  const apis = files.toSorted().map(async (file): Promise<[string, Api]> => {
    const text = await readFile(join(root, folder, file), 'utf8');
    return [basename(file, '.json'), JSON.parse(text) as Api];
  });
  return new Map(await Promise.all(apis));
}

/** Writes a file of the catalogue, one property a line where a schema is short. */
export async function writeApi(root: string, name: string, api: Api): Promise<void> {
  const path = join(root, folder, `${name}.json`);
  await writeFile(path, await formatText(root, path, JSON.stringify(api)));
}

/** The definition that a schema refers to, or itself when it does not refer to one. */
export function resolve(definitions: Definitions, schema: Schema): Schema {
  const name = nameOf(schema);
  return name === undefined ? schema : resolve(definitions, definitions[name] ?? {});
}

/** The name of the definition that a schema refers to. */
export function nameOf({ $ref }: Schema): string | undefined {
  return $ref?.split('/').at(-1);
}

/** The properties of a schema, with those that it inherits. */
export function propertiesOf(definitions: Definitions, schema: Schema): Record<string, Schema> {
  const { allOf = [], properties } = resolve(definitions, schema);
  const inherited = allOf.map((part) => propertiesOf(definitions, part));
  return { ...(Object.assign({}, ...inherited) as Record<string, Schema>), ...properties };
}

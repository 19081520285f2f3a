import { join } from 'node:path';
import {
  nameOf,
  propertiesOf,
  resolve,
  type Api,
  type Definitions,
  type Schema,
  type TypeOf,
} from './catalogue.js';

/** A type as from_json takes it: a name, or the types of the fields of a struct; `list` for many. */
type Type =
  | { readonly name: string; readonly list: boolean }
  | { readonly of: string | undefined; readonly fields: Fields; readonly list: boolean };
type Fields = Readonly<Record<string, Type>>;

interface Macro {
  readonly name: string;
  readonly definition: string;
  readonly fields: Fields;
}

/**
 * Returns the files of macros/types by path: one for each API, with a macro for each of its types.
 * A struct inside another is written as a call where it is the same as the type of a macro.
 */
export function renderTypes(root: string, catalogue: ReadonlyMap<string, Api>) {
  const files = [...catalogue]
    .map(([name, api]) => ({ name, macros: macrosOf(api) }))
    .filter(({ macros }) => macros.length > 0);
  const all = files.flatMap(({ macros }) => macros);
  return new Map(
    files.map(({ name, macros }) => [
      join(root, 'macros/types', `${name.replaceAll('-', '_')}.sql`),
      [heading(name), ...macros.map((macro) => render(macro, all))].join('\n\n') + '\n',
    ]),
  );
}

function heading(api: string): string {
  return `{# Generated from fields/${api}.json by \`npm run fields:types\`; do not edit. #}`;
}

function macrosOf({ types, definitions }: Api): Macro[] {
  return Object.entries(types).map(([name, type]) => {
    const { definition, json }: TypeOf =
      typeof type === 'string' ? { definition: type, json: [] } : type;
    const fields = fieldsOf(definitions, definitions[definition] ?? {});
    const asJson = json.map((field) => [field, { name: 'JSON', list: false }] as const);
    return { name, definition, fields: { ...fields, ...Object.fromEntries(asJson) } };
  });
}

function fieldsOf(definitions: Definitions, schema: Schema): Fields {
  const read = Object.entries(propertiesOf(definitions, schema)).filter(
    ([, { duckdb }]) => duckdb !== undefined,
  );
  return Object.fromEntries(read.map(([name, property]) => [name, typeOf(definitions, property)]));
}

function typeOf(definitions: Definitions, property: Schema): Type {
  const { duckdb = '' } = property;
  const list = duckdb.endsWith('[]');
  const name = list ? duckdb.slice(0, -'[]'.length) : duckdb;
  if (name !== 'STRUCT') return { name, list };
  const schema = list ? (resolve(definitions, property).items ?? {}) : property;
  return { of: nameOf(schema), fields: fieldsOf(definitions, schema), list };
}

function render({ name, fields }: Macro, all: readonly Macro[]): string {
  return `{% macro ${name}() %}\n${struct(fields, all, '')}\n{% endmacro %}`;
}

const width = 100;

/* On one line if it fits, or else as many fields on a line as do. */
function struct(fields: Fields, all: readonly Macro[], indent: string): string {
  const inner = `${indent}    `;
  const parts = Object.entries(fields).map(
    ([name, type]) => `"${name}": ${write(type, all, inner)}`,
  );
  const line = `{ ${parts.join(', ')} }`;
  const room = indent === '' ? width : width - inner.length - 30;
  if (line.length <= room && !line.includes('\n')) return line;
  const lines = parts.reduce<string[]>((filled, part) => {
    const last = filled.at(-1);
    const joined = `${last}, ${part}`;
    const fits =
      last !== undefined && !joined.includes('\n') && joined.length < width - inner.length;
    return fits ? [...filled.slice(0, -1), joined] : [...filled, part];
  }, []);
  return `{\n${inner}${lines.join(`,\n${inner}`)}\n${indent}}`;
}

function write(type: Type, all: readonly Macro[], indent: string): string {
  const text =
    'name' in type ? `"${type.name}"` : (call(type, all) ?? struct(type.fields, all, indent));
  return type.list ? `[${text}]` : text;
}

function call({ of, fields }: { of: string | undefined; fields: Fields }, all: readonly Macro[]) {
  const same = all.find(
    (macro) => macro.definition === of && JSON.stringify(macro.fields) === JSON.stringify(fields),
  );
  return same === undefined ? undefined : `{{ ${same.name}() }}`;
}

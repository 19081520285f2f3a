import { load } from 'js-yaml';
import { nameOf, type Api, type Definitions, type Schema } from './catalogue.js';

/** A definition file of Toast's, Swagger 2 or OpenAPI 3. */
interface OpenApi {
  readonly definitions?: Definitions;
  readonly components?: { readonly schemas: Definitions };
}

/**
 * Returns the definitions of an OpenAPI file that a catalogue file lists, and those that they refer
 * to, reduced to what the catalogue keeps. Types of DuckDB's are not among it.
 * @throws when a listed definition is missing.
 */
export function readDefinitions(openApi: string, listed: Iterable<string>): Definitions {
  const document = load(openApi) as OpenApi;
  const all = document.definitions ?? document.components?.schemas ?? {};
  const found = new Map<string, Schema>();
  const add = (name: string) => {
    const schema = all[name];
    if (schema === undefined) throw new Error(`There is no definition ${name}.`);
    if (found.has(name)) return;
    found.set(name, {});
    found.set(name, reduce(schema));
    for (const other of references(schema)) add(other);
  };
  for (const name of listed) add(name);
  return Object.fromEntries(found);
}

/** Returns a catalogue file with new definitions, in which known fields keep their DuckDB types. */
export function update({ types, definitions }: Api, facts: Definitions): Api {
  const merged = Object.entries(facts).map(([name, schema]) => [
    name,
    merge(schema, definitions[name]),
  ]);
  return { types, definitions: Object.fromEntries(merged) as Definitions };
}

/** Returns what the catalogue has from Toast's definitions: no DuckDB types, no other fields. */
export function documented(schema: Schema): Schema {
  const facts = pick(schema, ['$ref', ...own, ...parts]);
  return mapParts(facts, (part) => (part.undocumented === true ? undefined : documented(part)));
}

function merge(fact: Schema, known: Schema | undefined): Schema {
  const merged = {
    ...fact,
    ...(fact.items ? { items: merge(fact.items, known?.items) } : {}),
    ...(fact.allOf ? { allOf: fact.allOf.map((part, i) => merge(part, known?.allOf?.[i])) } : {}),
    ...(fact.properties
      ? { properties: mergeProperties(fact.properties, known?.properties ?? {}) }
      : {}),
  };
  return known?.duckdb === undefined ? merged : { ...merged, duckdb: known.duckdb };
}

function mergeProperties(facts: Definitions, known: Definitions): Definitions {
  const added = Object.entries(known).filter(([, { undocumented }]) => undocumented === true);
  const merged = Object.entries(facts).map(([name, fact]) => [name, merge(fact, known[name])]);
  return Object.fromEntries([...added, ...merged]) as Definitions;
}

/* The names and types, not the prose; in an order of their own, so that files compare well. */
function reduce(schema: Schema & { 'x-nullable'?: boolean }): Schema {
  if (schema.$ref !== undefined) return { $ref: `#/definitions/${nameOf(schema)}` };
  const nullable = schema.nullable ?? schema['x-nullable'];
  const facts = { ...schema, ...(nullable === undefined ? {} : { nullable }) };
  return mapParts(pick(facts, [...own, ...parts]), reduce);
}

const own = ['type', 'format', 'nullable', 'enum', 'minItems', 'maxLength', 'required'] as const;
const parts = ['allOf', 'items', 'additionalProperties', 'properties'] as const;

function pick(schema: Schema, keys: readonly (keyof Schema)[]): Schema {
  return Object.fromEntries(
    keys.filter((key) => schema[key] !== undefined).map((key) => [key, schema[key]]),
  );
}

/* The schema with changed parts; a property for which `change` gives nothing is left out. */
function mapParts(schema: Schema, change: (part: Schema) => Schema | undefined): Schema {
  const { allOf, items, additionalProperties: extra, properties } = schema;
  const changed = Object.entries(properties ?? {}).map(([name, part]) => [name, change(part)]);
  return {
    ...schema,
    ...(allOf ? { allOf: allOf.map((part) => change(part) ?? {}) } : {}),
    ...(items ? { items: change(items) ?? {} } : {}),
    ...(typeof extra === 'object' ? { additionalProperties: change(extra) ?? {} } : {}),
    ...(properties
      ? {
          properties: Object.fromEntries(
            changed.filter(([, part]) => part !== undefined),
          ) as Definitions,
        }
      : {}),
  };
}

function references(schema: Schema): string[] {
  const { allOf = [], items, additionalProperties: extra, properties = {} } = schema;
  const below = [
    ...allOf,
    ...(items ? [items] : []),
    ...(typeof extra === 'object' ? [extra] : []),
    ...Object.values(properties),
  ];
  const name = nameOf(schema);
  return [...(name === undefined ? [] : [name]), ...below.flatMap(references)];
}

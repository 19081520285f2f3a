import {
  nameOf,
  propertiesOf,
  type Definitions,
  type Schema,
} from '../../../../scripts/fields/catalogue.js';
import type { Json } from './workbench.js';

export type Path = readonly (string | number)[];

/**
 * A value of a definition in which every property has a value that its type can hold, maps and
 * lists one entry, and what contains itself itself once; and the paths of all values in it that
 * hold no other.
 */
export function sampleOf(definitions: Definitions, name: string): { value: Json; leaves: Path[] } {
  const leaves: Path[] = [];
  let count = 0;

  const build = (schema: Schema, path: Path, within: readonly string[]): Json | undefined => {
    if (schema.$ref !== undefined) {
      const definition = nameOf(schema) ?? '';
      if (within.filter((outer) => outer === definition).length > 1) return undefined;
      return build(definitions[definition] ?? {}, path, [...within, definition]);
    }
    const extra = schema.additionalProperties;
    if (typeof extra === 'object') {
      const entry = build(extra, [...path, '1'], within);
      return entry === undefined ? undefined : { 1: entry };
    }
    const properties = propertiesOf(definitions, schema);
    if (Object.keys(properties).length > 0) {
      const entries = Object.entries(properties).map(([key, property]) => {
        return [key, build(property, [...path, key], within)] as const;
      });
      return Object.fromEntries(
        entries.filter((entry): entry is [string, Json] => entry[1] !== undefined),
      );
    }
    if (schema.type === 'array' && !isPlain(definitions, schema.items)) {
      const entry = build(schema.items ?? {}, [...path, 0], within);
      return entry === undefined ? undefined : [entry];
    }
    leaves.push(path);
    count += 1;
    const plain = plainValue(schema, String(path.at(-1)), count);
    return schema.type === 'array' ? [plainValue(schema.items ?? {}, '', count)] : plain;
  };

  const value = build({ $ref: name }, [], []);
  return { value: value ?? null, leaves };
}

/** The value without what is at `path`. */
export function without(value: Json, [key = '', ...rest]: Path): Json {
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
    string,
    Json
  >;
  if (rest.length > 0) copy[key] = without(copy[key] ?? null, rest);
  else delete copy[key];
  return copy as Json;
}

/** A path as it is written for people: `checks[].payments[].amount`. */
export function label(path: Path): string {
  return path
    .map((key) => (typeof key === 'number' ? '[]' : `.${key}`))
    .join('')
    .slice(1);
}

function isPlain(definitions: Definitions, schema: Schema = {}): boolean {
  return Object.keys(propertiesOf(definitions, schema)).length === 0;
}

/* Dates have no format of their own in Toast's definitions, only names. */
function plainValue({ type, format }: Schema, name: string, count: number): Json {
  const dated = /(date|lastUpdated)$/i.test(name);
  if (/businessDate$/i.test(name)) {
    const day = 20240101 + (count % 28);
    return type === 'string' ? String(day) : day;
  }
  if (type === 'boolean') return true;
  if (type === 'integer') return count;
  if (type === 'number') return count + 0.25;
  if (type === 'object') return { kept: count };
  if (format === 'date-time' || dated) {
    return new Date(Date.UTC(2024, 0, 1) + count * 1000).toISOString().replace('Z', '+0000');
  }
  return `${name} ${count}`;
}

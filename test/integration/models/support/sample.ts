import {
  nameOf,
  propertiesOf,
  type Definitions,
  type Schema,
} from '../../../../scripts/fields/catalogue.js';
import type { Json } from './workbench.js';

export type Path = readonly (string | number)[];

/**
 * Builds a value of a definition, and lists the paths of its leaves. Every property has a value of its
 * type, every map and list has one entry, and a recursive definition contains itself once.
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

/** Copies a value without the part at `path`. */
export function without(value: Json, [key = '', ...rest]: Path): Json {
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
    string,
    Json
  >;
  if (rest.length > 0) copy[key] = without(copy[key] ?? null, rest);
  else delete copy[key];
  return copy as Json;
}

/** Formats a path for messages: `checks[].payments[].amount`. */
export function label(path: Path): string {
  return path
    .map((key) => (typeof key === 'number' ? '[]' : `.${key}`))
    .join('')
    .slice(1);
}

function isPlain(definitions: Definitions, schema: Schema = {}): boolean {
  return Object.keys(propertiesOf(definitions, schema)).length === 0;
}

/* Recognizes dates by their names, because not all have a format in Toast's definitions. */
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

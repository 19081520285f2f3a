import {
  propertiesOf,
  type Definitions,
  type Schema,
} from '../../../../scripts/fields/catalogue.js';
import type { Json } from './workbench.js';

/** Lists the paths of the fields of a value, or of those in it, that a schema of the catalogue lacks. */
export function unknownFields(
  definitions: Definitions,
  value: Json,
  schema: Schema,
  path: string,
): string[] {
  if (Array.isArray(value)) {
    const items = schema.items ?? {};
    return value.flatMap((entry) => unknownFields(definitions, entry, items, path));
  }
  if (typeof value !== 'object' || value === null) return [];
  const known = propertiesOf(definitions, schema);
  return Object.entries(value).flatMap(([name, field]) => {
    const property = known[name];
    if (property === undefined) return [`${path}.${name}`];
    return unknownFields(definitions, field, property, `${path}.${name}`);
  });
}

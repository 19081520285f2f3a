import { isGuid } from '../../common/guid.js';
import type { Call } from '../../http/call.js';
import { Refusal } from '../../http/error-message.js';
import type { Json } from '../../world/contract/json.js';

const MOST_IDENTIFIERS = 100;

/** Finds an entity by its GUID in lower case, or by its external identifier. */
export type Find = (identifier: string) => Json | undefined;

/** Makes a function that finds an entity of a list by its GUID or external identifier. */
export function among(list: readonly Json[]): Find {
  return (identifier) =>
    list.find(({ guid, externalId }) => guid === identifier || externalId === identifier);
}

/*
 * Reads a GUID, or an external identifier with its naming authority, such as `CAFEDEMO:7`
 * (definition `ExternalReference`).
 */
function identifier(text: string): string {
  if (isGuid(text)) return text.toLowerCase();
  if (/^\w+:.+$/.test(text)) return text;
  throw new Refusal(400, `"${text}" is neither a GUID nor an external identifier`);
}

/**
 * Finds the entities that a query parameter names, repeated or separated by commas; undefined
 * without the parameter. Unknown ones are left out. Throws a 400 for more than 100 identifiers.
 */
export function severalOf(call: Pick<Call, 'query'>, name: string, find: Find): Json[] | undefined {
  const texts = call.query.getAll(name).flatMap((text) => text.split(','));
  if (texts.length === 0) return undefined;
  if (texts.length > MOST_IDENTIFIERS) {
    throw new Refusal(400, `${name} must not be more than ${MOST_IDENTIFIERS}`);
  }
  const found = [...new Set(texts.map(identifier))].map(find);
  return found.filter((entity) => entity !== undefined);
}

/** Decodes a part of a path; one with invalid percent-encoding is returned unchanged. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Finds the entity that the path names; throws a 404 when there is none. */
export function oneOf({ params, path }: Pick<Call, 'params' | 'path'>, find: Find): Json {
  const found = find(identifier(decoded(params.id ?? '')));
  if (found) return found;
  throw new Refusal(404, `There is no ${path}`);
}

import type { Json } from '../contract/json.js';
import { guidOf } from '../values/guid.js';
import type { Entity, MenuReference, Reference, ToastReference } from './catalogue.js';
import type { Restaurant } from './restaurant.js';

/** Creates a reference to an entity that no order refers to: definition `ToastReference`. */
export function toastReference(
  { seed, index }: Restaurant,
  entityType: string,
  key: string,
): ToastReference {
  return { guid: guidOf(seed, `${entityType}/${index}/${key}`), entityType };
}

/** Creates a reference like `toastReference`, as definition `ExternalReference`. */
export function externalReference(
  restaurant: Restaurant,
  entityType: string,
  key: string,
): Reference {
  return { ...toastReference(restaurant, entityType, key), externalId: null };
}

/**
 * Removes the multi-location ID, which the configuration API does not send: definition
 * `ExternalReference`.
 */
export function external({ guid, entityType, externalId }: Reference): Reference {
  return { guid, entityType, externalId };
}

/* Above those of the catalogue. Numbers, so that they are the same everywhere. */
const FIRST_EXTRA = 500_000_000_900_000;

/**
 * Creates a reference to the nth menu entity of its kind that no order of the first days refers to.
 */
export function menuReference(
  restaurant: Restaurant,
  entityType: string,
  key: string,
  n: number,
): MenuReference {
  return {
    ...externalReference(restaurant, entityType, key),
    multiLocationId: String(FIRST_EXTRA + n),
  };
}

/** Builds an entity that has nothing but its name, as the configuration API sends it. */
export function named({ name, reference }: Entity<ToastReference>): Json {
  return { guid: reference.guid, entityType: reference.entityType, name };
}

/** Like `named`, for entities of definition `ExternalReference`. */
export function namedExternal({ name, reference }: Entity): Json {
  return { ...external(reference), name };
}

import type { Json } from '../contract/json.js';
import { guidOf } from '../values/guid.js';
import type { Entity, MenuReference, Reference, ToastReference } from './catalogue.js';
import type { Restaurant } from './restaurant.js';

/** Reference to a thing of this restaurant that no order refers to: definition `ToastReference`. */
export function toastReference(
  { seed, index }: Restaurant,
  entityType: string,
  key: string,
): ToastReference {
  return { guid: guidOf(seed, `${entityType}/${index}/${key}`), entityType };
}

/** The same as definition `ExternalReference`. */
export function externalReference(
  restaurant: Restaurant,
  entityType: string,
  key: string,
): Reference {
  return { ...toastReference(restaurant, entityType, key), externalId: null };
}

/** The configuration API knows no multi-location IDs: definition `ExternalReference`. */
export function external({ guid, entityType, externalId }: Reference): Reference {
  return { guid, entityType, externalId };
}

/* Above those of the catalogue; numbers, not names, so that they are the same everywhere. */
const FIRST_EXTRA = 500_000_000_900_000;

/** Reference to a menu entity that no order of the first days refers to, the nth of its kind. */
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

/** A named entity as the configuration API sends it, when it has nothing but its name. */
export function named({ name, reference }: Entity<ToastReference>): Json {
  return { guid: reference.guid, entityType: reference.entityType, name };
}

/** As `named`, for entities of definition `ExternalReference`. */
export function namedExternal({ name, reference }: Entity): Json {
  return { ...external(reference), name };
}

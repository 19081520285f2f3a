import { isGuid } from '../common/guid.js';
import type { World, WorldRestaurant } from '../world/contract/world.js';
import type { Call } from './call.js';
import { Refusal } from './error-message.js';

export const LOCATION_HEADER = 'Toast-Restaurant-External-ID';

/** Returns the GUID in the call's location header in lowercase, if it has the form of one. */
export function locationGuid(call: Pick<Call, 'header'>): string | undefined {
  const text = call.header(LOCATION_HEADER.toLowerCase());
  return text !== undefined && isGuid(text) ? text.toLowerCase() : undefined;
}

/**
 * Finds the restaurant that the location header names. Throws a 400 when the header is missing or
 * not a GUID, and a 403 when the client cannot access that location; a management group's GUID is
 * not a location.
 */
export function locate(call: Pick<Call, 'header'>, world: World): WorldRestaurant {
  const guid = locationGuid(call);
  if (guid === undefined) {
    throw new Refusal(400, `The header ${LOCATION_HEADER} must hold the GUID of one location`);
  }
  const restaurant = world.restaurants.find((each) => each.guid === guid);
  if (restaurant === undefined) {
    throw new Refusal(403, `The client has no access to restaurant ${guid}`);
  }
  return restaurant;
}

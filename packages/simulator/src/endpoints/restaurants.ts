import { isGuid } from '../common/guid.js';
import { ok } from '../http/call.js';
import type { Endpoint } from '../http/endpoint.js';
import { Refusal } from '../http/error-message.js';
import type { World, WorldRestaurant } from '../world/contract/world.js';

/**
 * Creates the endpoints for a restaurant's settings and its group's members (definition
 * `restaurants.yaml`).
 */
export function restaurantsEndpoints(world: World): readonly Endpoint[] {
  return [
    {
      method: 'GET',
      path: '/restaurants/v1/restaurants/{guid}',
      access: 'location',
      scope: 'restaurants:read',
      handle: (call) => {
        const guid = call.params.guid?.toLowerCase();
        const restaurant = world.restaurants.find((each) => each.guid === guid);
        const info = restaurant && infoAt(world, restaurant, call.now);
        const hidden = info?.general.archived === true;
        if (info === undefined || (hidden && call.query.get('includeArchived') !== 'true')) {
          throw new Refusal(404, `There is no restaurant ${guid}`);
        }
        return ok(info);
      },
    },
    {
      method: 'GET',
      path: '/restaurants/v1/groups/{guid}/restaurants',
      access: 'location',
      scope: 'restaurants:read',
      handle: (call) => {
        const guid = call.params.guid ?? '';
        if (!isGuid(guid)) throw new Refusal(400, `"${guid}" is not a GUID`);
        if (guid.toLowerCase() !== world.managementGroupGuid) {
          throw new Refusal(404, `There is no management group ${guid}`);
        }
        return ok(world.restaurants.map((restaurant) => ({ guid: restaurant.guid })));
      },
    },
  ];
}

/** Returns a restaurant's settings at `now`: a disconnected restaurant is archived. */
function infoAt(world: World, { guid, info }: WorldRestaurant, now: number) {
  const general = info.general as { readonly archived?: boolean };
  return world.connected(guid, now)
    ? { ...info, general }
    : { ...info, general: { ...general, archived: true } };
}

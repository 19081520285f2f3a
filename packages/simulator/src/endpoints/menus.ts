import { type LocationCall, ok } from '../http/call.js';
import { type Endpoint, locationGet } from '../http/endpoint.js';
import { Refusal } from '../http/error-message.js';
import type { Json } from '../world/contract/json.js';
import type { Settings } from '../world/contract/settings.js';

/**
 * Creates the endpoints for published menus (definition `menus.yaml`); `/menus` is limited to once
 * a second.
 */
export function menusEndpoints(settings: Settings): readonly Endpoint[] {
  const published = ({ restaurant, now }: LocationCall): Json => {
    const menus = settings.menus(restaurant.guid, now);
    if (menus !== undefined) return menus;
    throw new Refusal(404, `Restaurant ${restaurant.guid} has published no menus`);
  };
  return [
    locationGet('/menus/v2/metadata', 'menus:read', (call) => {
      const { restaurantGuid, lastUpdated } = published(call);
      return ok({ restaurantGuid, lastUpdated });
    }),
    {
      ...locationGet('/menus/v2/menus', 'menus:read', (call) => ok(published(call))),
      limit: { name: 'menus', by: 'ENDPOINT', requests: 1, sliceMs: 1_000 },
    },
  ];
}

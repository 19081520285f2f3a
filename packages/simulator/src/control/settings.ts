import { findSetting } from '../endpoints/setting-pages.js';
import { type Call, ok, type Reply } from '../http/call.js';
import type { Endpoint } from '../http/endpoint.js';
import { Refusal } from '../http/error-message.js';
import type { Json } from '../world/contract/json.js';
import { SETTING_NAMES } from '../world/contract/settings.js';
import type { World } from '../world/contract/world.js';

/**
 * Creates the endpoints that change the configuration and disconnect restaurants, without a token.
 */
export function settingsControlEndpoints(world: World): readonly Endpoint[] {
  return [
    {
      method: 'POST',
      path: '/__config',
      access: 'open',
      handle: async (call) => changeSetting(world, call, (await call.json()) as Json | null),
    },
    {
      method: 'POST',
      path: '/__restaurants',
      access: 'open',
      handle: async (call) => disconnect(world, call, (await call.json()) as Json | null),
    },
  ];
}

/** Changes or removes an entity, and answers with the time at which that counts as published. */
function changeSetting(world: World, { now }: Call, request: Json | null): Reply {
  const { resource, guid, change, remove } = request ?? {};
  const name = SETTING_NAMES.find((each) => each === resource);
  const asked = isObject(change) ? change : undefined;
  if (name === undefined || typeof guid !== 'string' || (remove === true) === (asked !== undefined))
    throw new Refusal(
      400,
      'Give {"restaurantGuid": "…", "resource": "menuItems", "guid": "…"} with ' +
        '"change": {"name": "…"} or "remove": true',
    );
  const restaurantGuid = known(world, request?.restaurantGuid);
  findSetting(world.settings, restaurantGuid, name, guid, now);
  world.settings.change(restaurantGuid, { name, guid, change: asked ?? 'remove' }, now);
  return ok({
    publishedAt: new Date(world.settings.publishedAt(restaurantGuid, now)).toISOString(),
  });
}

function disconnect(world: World, { now }: Call, request: Json | null): Reply {
  if (request?.disconnect !== true) {
    throw new Refusal(400, 'Give {"guid": "…", "disconnect": true}');
  }
  const guid = known(world, request.guid);
  world.disconnect(guid, now);
  return ok({ guid, connected: world.connected(guid, now) });
}

function known(world: World, guid: unknown): string {
  const restaurant = world.restaurants.find((each) => each.guid === guid);
  if (restaurant === undefined) throw new Refusal(404, `There is no restaurant ${String(guid)}`);
  return restaurant.guid;
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

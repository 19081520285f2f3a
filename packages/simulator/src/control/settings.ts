import { z } from 'zod';
import type { EpochMillis, WorldClock } from '../common/clock.js';
import { findSetting } from '../endpoints/setting-pages.js';
import { ok, type Reply } from '../http/call.js';
import type { Endpoint } from '../http/endpoint.js';
import { Refusal } from '../http/error-message.js';
import type { Json } from '../world/contract/json.js';
import { SETTING_NAMES } from '../world/contract/settings.js';
import type { World } from '../world/contract/world.js';

/**
 * Creates the endpoints that change the configuration and disconnect restaurants, without a token.
 */
export function settingsControlEndpoints(world: World, clock: WorldClock): readonly Endpoint[] {
  return [
    {
      method: 'POST',
      path: '/__config',
      access: 'open',
      handle: async (call) => changeSetting(world, await call.json(), clock.now()),
    },
    {
      method: 'POST',
      path: '/__restaurants',
      access: 'open',
      handle: async (call) => disconnect(world, (await call.json()) as Json | null, clock.now()),
    },
  ];
}

/* An entity is found by its GUID, and its price is calculated with. */
const changeSchema = z.looseObject({
  guid: z.undefined().optional(),
  price: z.number().min(-1_000_000).max(1_000_000).optional(),
});

const settingSchema = z
  .looseObject({
    resource: z.enum(SETTING_NAMES),
    guid: z.string(),
    change: changeSchema.optional(),
    remove: z.boolean().optional(),
  })
  .refine(({ change, remove }) => (remove === true) !== (change !== undefined));

/** Changes or removes an entity, and answers with the time at which that counts as published. */
function changeSetting(world: World, request: unknown, now: EpochMillis): Reply {
  const parsed = settingSchema.safeParse(request);
  if (!parsed.success)
    throw new Refusal(
      400,
      'Give {"restaurantGuid": "…", "resource": "menuItems", "guid": "…"} with ' +
        '"change": {"name": "…"} or "remove": true; guid cannot be changed, and price is in dollars',
    );
  const { resource: name, guid, change } = parsed.data;
  const restaurantGuid = known(world, parsed.data['restaurantGuid']);
  findSetting(world.settings, restaurantGuid, name, guid, now);
  world.settings.change(restaurantGuid, { name, guid, change: change ?? 'remove' }, now);
  return ok({
    publishedAt: new Date(world.settings.publishedAt(restaurantGuid, now)).toISOString(),
  });
}

function disconnect(world: World, request: Json | null, now: EpochMillis): Reply {
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

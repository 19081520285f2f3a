import type { EpochMillis } from '../../common/clock.js';
import type { Json } from './json.js';
import type { World } from './world.js';

/**
 * Edits an order at `now`, permanently: sets properties of the order, or adds one guest.
 * @returns false when there is no such order, or when it changed at this very moment.
 */
export function editOrder(
  world: World,
  restaurantGuid: string,
  guid: string,
  now: EpochMillis,
  change?: Json,
): boolean {
  const key = world.find(restaurantGuid, guid, now);
  if (key === undefined) return false;
  const { numberOfGuests } = world.order(key, now);
  return world.edit(
    restaurantGuid,
    guid,
    change ?? { numberOfGuests: Number(numberOfGuests ?? 0) + 1 },
    now,
  );
}

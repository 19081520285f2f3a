import type { EpochMillis } from '../../common/clock.js';
import type { Json } from './json.js';
import type { World } from './world.js';

/**
 * Edits an order at `now`, for good: with `change`, which replaces properties of the order itself,
 * or by one more guest. False where there is no such order, or it changed at this very moment.
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

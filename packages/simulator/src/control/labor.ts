import type { WorldClock } from '../common/clock.js';
import { ok } from '../http/call.js';
import type { Endpoint } from '../http/endpoint.js';
import { Refusal } from '../http/error-message.js';
import type { World } from '../world/contract/world.js';

/**
 * Creates the endpoint that changes a restaurant's labor now, without a token: `{restaurantGuid,
 * deleteTimeEntry: <guid>}` archives a time entry, `{restaurantGuid, unscheduleShift: <guid>}`
 * removes a shift from the schedule.
 */
export function laborControl({ labor, restaurants }: World, clock: WorldClock): Endpoint {
  return {
    method: 'POST',
    path: '/__labor',
    access: 'open',
    handle: async (call) => {
      const request = ((await call.json()) ?? {}) as Record<string, unknown>;
      const now = clock.now();
      const { restaurantGuid, deleteTimeEntry: entry, unscheduleShift: shift } = request;
      const restaurant = restaurants.find(({ guid }) => guid === restaurantGuid);
      if (!restaurant || (typeof entry === 'string') === (typeof shift === 'string')) {
        throw new Refusal(
          400,
          'Give {"restaurantGuid": "…", "deleteTimeEntry": "<guid>"} or ' +
            '{"restaurantGuid": "…", "unscheduleShift": "<guid>"}',
        );
      }
      const done =
        typeof entry === 'string'
          ? labor.deleteTimeEntry(restaurant.guid, entry, now)
          : labor.unscheduleShift(restaurant.guid, String(shift), now);
      if (!done)
        throw new Refusal(404, `Restaurant ${restaurant.guid} has no such time entry or shift now`);
      return ok(request);
    },
  };
}

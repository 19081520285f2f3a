import { z } from 'zod';
import type { WorldClock } from '../common/clock.js';
import { ok } from '../http/call.js';
import type { Endpoint } from '../http/endpoint.js';
import { Refusal } from '../http/error-message.js';
import { editOrder } from '../world/contract/edit-order.js';
import type { World } from '../world/contract/world.js';

/* Orders are found by these properties. */
const FIXED = ['guid', 'businessDate', 'openedDate', 'createdDate', 'modifiedDate'];

const requestSchema = z.strictObject({
  restaurantGuid: z.string(),
  guid: z.string(),
  change: z
    .record(
      z.string().refine((name) => !FIXED.includes(name)),
      z.unknown(),
    )
    .optional(),
});

/**
 * Creates the endpoint that edits an order now, without a token: `{restaurantGuid, guid}` adds one
 * guest, `change: {…}` sets properties of the order instead. It answers with the order.
 */
export function ordersControl(world: World, clock: WorldClock): Endpoint {
  return {
    method: 'POST',
    path: '/__orders',
    access: 'open',
    handle: async (call) => {
      const request = requestSchema.safeParse(await call.json());
      // The clock may have moved while the body arrived.
      const now = clock.now();
      const { restaurantGuid = '', guid = '', change } = request.data ?? {};
      if (!request.success || !world.restaurants.some((each) => each.guid === restaurantGuid)) {
        throw new Refusal(
          400,
          'Give {"restaurantGuid": "…", "guid": "…"}, optionally with "change": {"voided": true}; ' +
            `${FIXED.join(', ')} cannot be changed`,
        );
      }
      const edited = editOrder(world, restaurantGuid, guid, now, change);
      const key = world.find(restaurantGuid, guid, now);
      if (key === undefined) {
        throw new Refusal(404, `Restaurant ${restaurantGuid} has no order ${guid}`);
      }
      if (!edited) {
        throw new Refusal(
          409,
          `Order ${guid} changed at this very moment; advance the clock first`,
        );
      }
      return ok(world.order(key, now));
    },
  };
}

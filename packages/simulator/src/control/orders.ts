import { z } from 'zod';
import { ok } from '../http/call.js';
import type { Endpoint } from '../http/endpoint.js';
import { Refusal } from '../http/error-message.js';
import { editOrder } from '../world/contract/edit-order.js';
import type { World } from '../world/contract/world.js';

/* By these an order is found. */
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
 * Edits an order at the world's present moment, without a token: `{restaurantGuid, guid}` with one
 * more guest, or with `change: {…}`, properties of the order with their new values. Answers with
 * the order.
 */
export function ordersControl(world: World): Endpoint {
  return {
    method: 'POST',
    path: '/__orders',
    access: 'open',
    handle: async (call) => {
      const request = requestSchema.safeParse(await call.json());
      const { restaurantGuid = '', guid = '', change } = request.data ?? {};
      if (!request.success || !world.restaurants.some((each) => each.guid === restaurantGuid)) {
        throw new Refusal(
          400,
          'Give {"restaurantGuid": "…", "guid": "…"}, perhaps with "change": {"voided": true}; ' +
            `${FIXED.join(', ')} cannot be changed`,
        );
      }
      const edited = editOrder(world, restaurantGuid, guid, call.now, change);
      const key = world.find(restaurantGuid, guid, call.now);
      if (key === undefined) {
        throw new Refusal(404, `Restaurant ${restaurantGuid} has no order ${guid}`);
      }
      if (!edited) {
        throw new Refusal(409, `Order ${guid} changed at this very moment; move the clock on`);
      }
      return ok(world.order(key, call.now));
    },
  };
}

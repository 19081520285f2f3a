import { requestedOrders } from '../endpoints/orders.js';
import { selectOrders } from '../endpoints/parameters/orders-query.js';
import type { UnroutedCall } from '../http/call.js';
import { locate } from '../http/location.js';
import { editOrder } from '../world/contract/edit-order.js';
import type { World } from '../world/contract/world.js';
import type { EditedOrder } from './fault-set.js';

/**
 * Edits an order of the window that a call of `/ordersBulk` requests, before its page is made. Does
 * nothing when there is no such order, or when it changed at this very moment. Throws the refusal
 * that the endpoint would throw for an invalid call.
 * @param random Draws a number in [0, 1) for `random`.
 * @param ordersPerPage Orders per page at most.
 */
export function editInWindow(
  world: World,
  call: UnroutedCall,
  which: EditedOrder,
  random: () => number,
  ordersPerPage?: number,
): void {
  const restaurant = locate(call, world);
  const orders = selectOrders(world, { ...call, restaurant });
  const { pageSize, number } = requestedOrders(call, ordersPerPage);
  const edge = (number - 1) * pageSize;
  const index = {
    first: () => 0,
    last: () => orders.length - 1,
    random: () => Math.floor(random() * orders.length),
    lastOfPreviousPage: () => edge - 1,
    firstOfThisPage: () => edge,
  }[which]();
  const order = orders[index];
  if (order !== undefined) editOrder(world, order.restaurantGuid, order.guid, call.now);
}

import { createHash } from 'node:crypto';
import { isGuid } from '../common/guid.js';
import { type Call, type LocationCall, ok, type Reply } from '../http/call.js';
import type { Endpoint } from '../http/endpoint.js';
import { Refusal } from '../http/error-message.js';
import { integerParam, linkHeader, linkTo } from '../http/pagination.js';
import type { OrderKey, World } from '../world/contract/world.js';
import { OrderLists } from './order-lists.js';
import type { PageRepeats } from './page-repeats.js';
import { selectOrders } from './parameters/orders-query.js';

export const ORDERS_BULK = '/orders/v2/ordersBulk';
const MAX_PAGE_SIZE = 100;

/**
 * Creates the endpoints for orders, in bulk and one by one (definition `orders.yaml`).
 * @param repeats Pages that faults serve twice.
 * @param ordersPerPage Orders per page at most, whatever a call asks for; Toast's 100 when absent.
 */
export function ordersEndpoints(
  world: World,
  repeats: PageRepeats,
  ordersPerPage?: number,
): readonly Endpoint[] {
  const lists = new OrderLists(world);
  return [
    {
      method: 'GET',
      path: ORDERS_BULK,
      access: 'location',
      scope: 'orders:read',
      limit: { name: 'ordersBulk', by: 'ENDPOINT', requests: 5, sliceMs: 1_000 },
      handle: (call) => page(world, lists, repeats, ordersPerPage, call),
    },
    {
      method: 'GET',
      path: '/orders/v2/orders/{guid}',
      access: 'location',
      scope: 'orders:read',
      handle: (call) => {
        const guid = call.params.guid ?? '';
        if (!isGuid(guid)) throw new Refusal(400, `"${guid}" is not a GUID`);
        const key = world.find(call.restaurant.guid, guid.toLowerCase(), call.now);
        if (key === undefined) {
          throw new Refusal(404, `Restaurant ${call.restaurant.guid} has no order ${guid}`);
        }
        return ok(world.order(key, call.now));
      },
    },
  ];
}

/** Reads which page of how many orders a call asks for, of at most `ordersPerPage`. */
export function requestedOrders(
  call: Pick<Call, 'query'>,
  ordersPerPage: number = MAX_PAGE_SIZE,
): { readonly pageSize: number; readonly number: number } {
  const asked = integerParam(call, 'pageSize', { fallback: MAX_PAGE_SIZE, max: MAX_PAGE_SIZE });
  const number = integerParam(call, 'page', { fallback: 1, max: Number.MAX_SAFE_INTEGER });
  return { pageSize: Math.min(asked, ordersPerPage), number };
}

function page(
  world: World,
  lists: OrderLists,
  repeats: PageRepeats,
  ordersPerPage: number | undefined,
  call: LocationCall,
): Reply {
  const { pageSize, number } = requestedOrders(call, ordersPerPage);
  const orders = repeats.applied(call, selectOrders(lists, call), pageSize);
  const keys = orders.slice((number - 1) * pageSize, number * pageSize);
  const at = (page: number) => linkTo(call, { pageSize, page });
  return {
    status: 200,
    headers: {
      Link: linkHeader({
        first: at(1),
        prev: number > 1 ? at(number - 1) : undefined,
        self: at(number),
        next: number * pageSize < orders.length ? at(number + 1) : undefined,
      }),
    },
    body: () => JSON.stringify(keys.map((key) => world.order(key, call.now))),
    cacheKey: `orders ${call.restaurant.guid} ${digest(keys)}`,
  };
}

/*
 * An order's content follows from its guid and its latest change, so a page's content follows
 * from those of its orders, however the page was asked for and whatever the clock says.
 */
function digest(keys: readonly OrderKey[]): string {
  const versions = keys.map(({ guid, modifiedAt }) => `${guid}@${modifiedAt}`);
  return createHash('sha1').update(versions.join()).digest('base64');
}

import { orderGuests } from './order-guests.js';
import type { ModifiedResource } from './resource.js';
import { toastTimestamp } from './timestamp.js';

/** Orders with their checks, selections, modifiers and payments (orders API, `/ordersBulk`). */
export const orders: ModifiedResource = {
  name: 'orders',
  api: 'orders',
  title: 'Orders with checks, selections, modifiers, discounts, taxes and payments',
  tables: ['orders', 'orders_*', 'payment'],
  scope: 'orders:read',
  window: 'modified',
  path: () => '/orders/v2/ordersBulk',
  query: ({ start, end }) => ({
    startDate: toastTimestamp(start),
    endDate: toastTimestamp(end),
    /* The most that the endpoint allows. */
    pageSize: 100,
  }),
  paging: { by: 'links', createdField: 'createdDate' },
  limit: 'ordersBulk',
  idPath: '$.guid',
  modifiedPath: '$.modifiedDate',
  guests: orderGuests,
};

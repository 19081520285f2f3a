import { orderGuests } from './order-guests.js';
import type { IncrementalResource } from './resource.js';
import { toastTimestamp } from './timestamp.js';

/** Defines orders with checks, selections, modifiers and payments (orders API, `/ordersBulk`). */
export const orders: IncrementalResource = {
  name: 'orders',
  api: 'orders',
  title: 'Orders with checks, selections, modifiers, discounts, taxes and payments',
  tables: ['orders', 'orders_*', 'payment'],
  scope: 'orders:read',
  syncMode: 'incremental',
  path: () => '/orders/v2/ordersBulk',
  query: ({ start, end }) => ({
    startDate: toastTimestamp(start),
    endDate: toastTimestamp(end),
    /* The endpoint's maximum. */
    pageSize: 100,
  }),
  paging: { by: 'link-header', createdField: 'createdDate' },
  limit: 'ordersBulk',
  idPath: '$.guid',
  modifiedPath: '$.modifiedDate',
  guests: orderGuests,
  history: 'orders',
};

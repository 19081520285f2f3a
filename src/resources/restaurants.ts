import type { AccountResource, SnapshotResource } from './resource.js';

/** The locations that the credentials can access (definition `PartnerAccessExternalRep`). */
export const restaurants: AccountResource = {
  name: 'restaurants',
  api: 'partners',
  title: 'Locations that the credentials can access',
  tables: ['restaurant'],
  window: 'account',
  idPath: '$.restaurantGuid',
  modifiedPath: '$.isoModifiedDate',
};

/** A location's own settings: time zone, close-out hour, address (definition `RestaurantInfo`). */
export const restaurantDetails: SnapshotResource = {
  name: 'restaurant_details',
  api: 'restaurants',
  title: 'Name, time zone, close-out hour and address of each location',
  tables: ['restaurant'],
  scope: 'restaurants:read',
  window: 'snapshot',
  listing: 'single',
  path: (restaurantId) => `/restaurants/v1/restaurants/${restaurantId}`,
  /* Of an archived location 404 is all there is otherwise, and its orders are still there. */
  query: { includeArchived: 'true' },
};

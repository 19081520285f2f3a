import type { AccountResource, SnapshotResource } from './resource.js';

/** The locations that the credentials can access (definition `PartnerAccessExternalRep`). */
export const restaurants: AccountResource = {
  name: 'restaurants',
  title: 'Locations that the credentials can access',
  scope: 'partner or standard API access',
  window: 'account',
  idPath: '$.restaurantGuid',
  modifiedPath: '$.isoModifiedDate',
};

/** A location's own settings: time zone, close-out hour, address (definition `RestaurantInfo`). */
export const restaurantDetails: SnapshotResource = {
  name: 'restaurant_details',
  title: 'Name, time zone, close-out hour and address of each location',
  scope: 'restaurants:read',
  window: 'snapshot',
  path: (restaurantId) => `/restaurants/v1/restaurants/${restaurantId}`,
  body: 'single',
  idPath: '$.guid',
};

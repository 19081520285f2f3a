import type { AccountResource, FullResource } from './resource.js';

/** Defines the locations that the credentials can access (definition `PartnerAccessExternalRep`). */
export const restaurants: AccountResource = {
  name: 'restaurants',
  api: 'partners',
  title: 'Locations that the credentials can access',
  tables: ['restaurant'],
  syncMode: 'account',
  idPath: '$.restaurantGuid',
  modifiedPath: '$.isoModifiedDate',
};

/** Defines a location's settings: time zone, close-out hour, address (definition `RestaurantInfo`). */
export const restaurantDetails: FullResource = {
  name: 'restaurant_details',
  api: 'restaurants',
  title: 'Name, time zone, close-out hour and address of each location',
  tables: ['restaurant'],
  scope: 'restaurants:read',
  syncMode: 'full',
  response: 'object',
  path: (restaurantId) => `/restaurants/v1/restaurants/${restaurantId}`,
  /* Without it an archived location answers 404, although its orders can still be read. */
  query: { includeArchived: 'true' },
};

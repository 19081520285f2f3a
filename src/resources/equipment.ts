import type { FullResource } from './resource.js';

/** Defines items that are out of stock or counted; items not listed are in stock (stock API). */
export const stockInventory: FullResource = {
  name: 'stock_inventory',
  api: 'stock',
  title: 'Items that are out of stock or counted',
  tables: ['stock_inventory'],
  scope: 'stock:read',
  syncMode: 'full',
  response: 'list',
  path: () => '/stock/v1/inventory',
  isOptional: true,
  idPath: '$.guid',
};

/** Defines published kitchen prep stations (kitchen API). */
export const prepStations: FullResource = {
  name: 'prep_stations',
  api: 'kitchen',
  title: 'Kitchen prep stations',
  tables: ['prep_station'],
  scope: 'kitchen:read',
  syncMode: 'full',
  response: 'paged-list',
  path: () => '/kitchen/v1/published/prepStations',
  isOptional: true,
  idPath: '$.guid',
};

/** Defines the packaging that guests can request (packaging API): always one answer, perhaps empty. */
export const packagingConfig: FullResource = {
  name: 'packaging_config',
  api: 'packaging',
  title: 'Packaging that guests can choose',
  tables: ['packaging_config', 'packaging_item'],
  scope: 'packaging:read',
  syncMode: 'full',
  response: 'object',
  path: () => '/packaging/v1/published/packagingConfig',
  isOptional: true,
};

/** Defines POS devices and printers (device details API). */
export const devices: FullResource = {
  name: 'devices',
  api: 'device details',
  title: 'POS devices and printers',
  tables: ['device'],
  scope: 'device-details.info:read',
  syncMode: 'full',
  response: 'list',
  path: () => '/device-details/v1/device-info',
  isOptional: true,
  idPath: '$.serialNumber',
};

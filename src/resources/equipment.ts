import type { SnapshotResource } from './resource.js';

/** Items that are out of stock or counted; what is not listed is in stock (stock API). */
export const stockInventory: SnapshotResource = {
  name: 'stock_inventory',
  api: 'stock',
  title: 'Items that are out of stock or counted',
  tables: ['stock_inventory'],
  scope: 'stock:read',
  window: 'snapshot',
  listing: 'whole',
  path: () => '/stock/v1/inventory',
  idPath: '$.guid',
};

/** Kitchen prep stations as published (kitchen API). */
export const prepStations: SnapshotResource = {
  name: 'prep_stations',
  api: 'kitchen',
  title: 'Kitchen prep stations',
  tables: ['prep_station'],
  scope: 'kitchen:read',
  window: 'snapshot',
  listing: 'tokens',
  path: () => '/kitchen/v1/published/prepStations',
  idPath: '$.guid',
};

/** Which packaging guests can ask for (packaging API): always one answer, perhaps empty. */
export const packagingConfig: SnapshotResource = {
  name: 'packaging_config',
  api: 'packaging',
  title: 'Packaging that guests can choose',
  tables: ['packaging_config', 'packaging_item'],
  scope: 'packaging:read',
  window: 'snapshot',
  listing: 'single',
  path: () => '/packaging/v1/published/packagingConfig',
};

/** POS devices and printers (device details API). */
export const devices: SnapshotResource = {
  name: 'devices',
  api: 'device details',
  title: 'POS devices and printers',
  tables: ['device'],
  scope: 'device-details.info:read',
  window: 'snapshot',
  listing: 'whole',
  path: () => '/device-details/v1/device-info',
  idPath: '$.serialNumber',
};

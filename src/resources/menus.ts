import type { VersionedResource } from './resource.js';

/**
 * The menus as published (menus API v2). `/metadata` tells when that was last; the menus are asked
 * for only when it moved (guide: apiGettingMenuInformation).
 */
export const publishedMenus: VersionedResource = {
  name: 'published_menus',
  api: 'menus',
  title: 'Published menus: items, prices, modifiers',
  tables: ['published_*'],
  scope: 'menus:read',
  window: 'version',
  path: () => '/menus/v2/menus',
  versionPath: '/menus/v2/metadata',
  versionField: 'lastUpdated',
  limit: 'menus',
  modifiedPath: '$.lastUpdated',
};

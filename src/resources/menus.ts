import type { VersionedResource } from './resource.js';

/**
 * Defines the published menus (menus API v2). `/metadata` contains the time of publication; the menus
 * are requested only when it has changed (guide: apiGettingMenuInformation).
 */
export const publishedMenus: VersionedResource = {
  name: 'published_menus',
  api: 'menus',
  title: 'Published menus: items, prices, modifiers',
  tables: ['published_*'],
  scope: 'menus:read',
  syncMode: 'versioned',
  path: () => '/menus/v2/menus',
  isOptional: true,
  versionPath: '/menus/v2/metadata',
  versionField: 'lastUpdated',
  limit: 'menus',
  modifiedPath: '$.lastUpdated',
};

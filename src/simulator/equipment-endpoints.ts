import { ok, type LocationCall, type Reply } from './call.js';
import type { Endpoint } from './endpoint.js';
import { Refusal } from './error-message.js';
import { settingPage } from './setting-pages.js';
import type { Settings } from './settings-types.js';

const STATUSES = ['OUT_OF_STOCK', 'QUANTITY'];

const get = (path: string, scope: string, handle: (call: LocationCall) => Reply): Endpoint => ({
  method: 'GET',
  path,
  access: 'location',
  scope,
  handle,
});

/**
 * Stock (definition `stock.yaml`), prep stations, packaging and devices.
 * @param pageSize Prep stations on every page; absent, it varies as Toast's does.
 */
export function equipmentEndpoints(
  settings: Settings,
  pageSize: number | undefined,
): readonly Endpoint[] {
  return [
    get('/stock/v1/inventory', 'stock:read', ({ query, restaurant, now }) => {
      const status = query.get('status');
      if (status !== null && !STATUSES.includes(status)) {
        throw new Refusal(400, `status must be ${STATUSES.join(' or ')}, not "${status}"`);
      }
      const all = settings.stock(restaurant.guid, now);
      return ok(status === null ? all : all.filter((item) => item.status === status));
    }),
    get('/kitchen/v1/published/prepStations', 'kitchen:read', (call) =>
      settingPage(settings, 'prepStations', call, pageSize),
    ),
    get('/packaging/v1/published/packagingConfig', 'packaging:read', ({ restaurant }) =>
      ok(settings.packagingConfig(restaurant.guid)),
    ),
    get('/device-details/v1/device-info', 'device-details.info:read', ({ restaurant, now }) =>
      ok(settings.devices(restaurant.guid, now)),
    ),
  ];
}

import { ok } from '../http/call.js';
import { type Endpoint, locationGet } from '../http/endpoint.js';
import { Refusal } from '../http/error-message.js';
import type { Settings } from '../world/contract/settings.js';
import { settingPage } from './setting-pages.js';

const STATUSES = ['OUT_OF_STOCK', 'QUANTITY'];

/**
 * Creates the endpoints for stock (definition `stock.yaml`), prep stations, packaging and devices.
 * @param pageSize Prep stations per page; when absent, it varies as Toast's does.
 */
export function equipmentEndpoints(
  settings: Settings,
  pageSize: number | undefined,
): readonly Endpoint[] {
  return [
    locationGet('/stock/v1/inventory', 'stock:read', ({ query, restaurant, now }) => {
      const status = query.get('status');
      if (status !== null && !STATUSES.includes(status)) {
        throw new Refusal(400, `status must be ${STATUSES.join(' or ')}, not "${status}"`);
      }
      const all = settings.stock(restaurant.guid, now);
      return ok(status === null ? all : all.filter((item) => item.status === status));
    }),
    locationGet('/kitchen/v1/published/prepStations', 'kitchen:read', (call) =>
      settingPage(settings, 'prepStations', call, pageSize),
    ),
    locationGet('/packaging/v1/published/packagingConfig', 'packaging:read', ({ restaurant }) =>
      ok(settings.packagingConfig(restaurant.guid)),
    ),
    locationGet(
      '/device-details/v1/device-info',
      'device-details.info:read',
      ({ restaurant, now }) => ok(settings.devices(restaurant.guid, now)),
    ),
  ];
}

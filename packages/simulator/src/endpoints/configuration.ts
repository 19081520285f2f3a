import { type LocationCall, ok, type Reply } from '../http/call.js';
import { type Endpoint, locationGet } from '../http/endpoint.js';
import { Refusal } from '../http/error-message.js';
import { CONFIG_LISTS, type Settings } from '../world/contract/settings.js';
import { findSetting, settingPage } from './setting-pages.js';

/**
 * Creates the endpoints for a restaurant's configuration (definition `configuration.yaml`).
 * @param pageSize Entities per page; when absent, it varies as Toast's does.
 */
export function configEndpoints(
  settings: Settings,
  pageSize: number | undefined,
): readonly Endpoint[] {
  const get = (path: string, handle: (call: LocationCall) => Reply): Endpoint =>
    locationGet(`/config/v2/${path}`, 'config:read', handle);
  return [
    ...CONFIG_LISTS.flatMap((name) => [
      get(name, (call) => settingPage(settings, name, call, pageSize)),
      get(`${name}/{guid}`, ({ restaurant, params, now }) => {
        const guid = (params.guid ?? '').toLowerCase();
        return ok(findSetting(settings, restaurant.guid, name, guid, now).payload);
      }),
    ]),
    get('tipWithholding', ({ restaurant, now }) => {
      const [only] = settings.list(restaurant.guid, 'tipWithholding', now);
      if (only === undefined) throw new Refusal(404, 'No tip withholding is configured');
      return ok(only.payload);
    }),
  ];
}

import type { RestaurantResource } from '../resources/resource.js';
import { restaurantDetails } from '../resources/restaurants.js';
import type { Connection } from '../warehouse/engine/connection.js';
import { knownDaySettings } from '../warehouse/raw/lookups.js';
import { bySeries, ledgerWindows } from '../warehouse/state/ledger.js';
import { restaurantNames } from '../warehouse/state/status.js';
import type { DaySettings } from './plan/business-day.js';
import { chooseRestaurants } from './discover/choose-restaurants.js';
import { discover, type Discovery } from './discover/discover.js';
import type { ExtractOptions } from './options.js';
import { plan, type Unit } from './plan/plan.js';
import { readable, type Unreadable } from './discover/filter-by-scope.js';

export interface Prepared {
  readonly discovery: Discovery;
  /** GUIDs of the restaurants to read. */
  readonly restaurantIds: readonly string[];
  /** Settings of the restaurants: read first, since they say where business days end. */
  readonly settings: readonly RestaurantResource[];
  readonly others: readonly RestaurantResource[];
  readonly unreadable: readonly Unreadable[];
}

/** Finds the restaurants, and the resources that can be read. Writes nothing. */
export async function prepare(options: ExtractOptions): Promise<Prepared> {
  const found = await discover(options);
  const known = await options.warehouse.with(restaurantNames);
  const discovery = { ...found, names: new Map([...known, ...found.names]) };
  const restaurantIds = chooseRestaurants(discovery, options.only);
  const { resources, unreadable } = readable(options.resources, await options.client.scopes());
  options.onEvent({
    type: 'discovered',
    restaurantIds,
    names: discovery.names,
    unreadable,
  });
  const needSettings = resources.some(({ window }) => window === 'business date');
  return {
    discovery,
    restaurantIds,
    settings: needSettings || resources.includes(restaurantDetails) ? [restaurantDetails] : [],
    others: resources.filter((resource) => resource !== restaurantDetails),
    unreadable,
  };
}

/* Until a restaurant's settings are known: a day that contains every time zone's. */
const unknownSettings: DaySettings = { timeZone: 'UTC+14', closeoutHour: 0 };

/** Plans what has to be read of these resources. Writes nothing. */
export async function planUnits(
  options: ExtractOptions,
  connection: Connection,
  restaurantIds: readonly string[],
  resources: readonly RestaurantResource[],
): Promise<Unit[]> {
  const done = await ledgerWindows(connection, restaurantIds, 'done');
  const settings = await knownDaySettings(connection);
  return plan({
    ...options,
    restaurantIds,
    resources,
    done: bySeries(done),
    daySettings: (restaurantId) => settings.get(restaurantId) ?? unknownSettings,
    now: options.client.serverNow(),
  });
}

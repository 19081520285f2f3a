import { restaurants } from '../resources/restaurants.js';
import type { RestaurantResource } from '../resources/resource.js';
import type { Connection } from '../warehouse/connection.js';
import { ledgerWindows } from '../warehouse/ledger.js';
import { chooseRestaurants } from './choose-restaurants.js';
import { discover, type Discovery } from './discover.js';
import type { ExtractOptions } from './options.js';
import { plan, type Unit } from './plan.js';

export interface Prepared {
  readonly discovery: Discovery;
  readonly units: Unit[];
}

/** Finds the restaurants and plans what has to be read of each. Writes nothing. */
export async function prepare(options: ExtractOptions, connection: Connection): Promise<Prepared> {
  const discovery = await discover(options);
  const restaurantIds = chooseRestaurants(discovery, options.only);
  options.onEvent({ type: 'discovered', restaurantIds, names: discovery.names });
  const done = await ledgerWindows(connection, restaurantIds, 'done');
  const units = plan({
    ...options,
    restaurantIds,
    resources: options.resources.filter(
      (resource): resource is RestaurantResource => resource.window !== restaurants.window,
    ),
    done: (restaurantId, resource) =>
      done.filter((window) => window.restaurantId === restaurantId && window.resource === resource),
    now: options.client.serverNow(),
  });
  options.onEvent({ type: 'planned', units });
  return { discovery, units };
}

import { restaurants } from '../resources/restaurants.js';
import type { RestaurantResource } from '../resources/resource.js';
import type { Connection } from '../warehouse/connection.js';
import { doneWindows } from '../warehouse/ledger.js';
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
  options.onEvent({ type: 'discovered', restaurantIds: discovery.restaurantIds });
  const done = await doneWindows(connection, discovery.restaurantIds);
  const units = plan({
    ...options,
    restaurantIds: discovery.restaurantIds,
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

import type { Endpoint } from '../http/endpoint.js';
import type { World } from '../world/contract/world.js';
import { cashEndpoints } from './cash.js';
import { configEndpoints } from './configuration.js';
import { equipmentEndpoints } from './equipment.js';
import { laborEndpoints } from './labor.js';
import { menusEndpoints } from './menus.js';
import { ordersEndpoints } from './orders.js';
import type { PageRepeats } from './page-repeats.js';
import { partnersEndpoints } from './partners.js';
import { restaurantsEndpoints } from './restaurants.js';

/**
 * Creates every endpoint that is read with a token.
 * @param repeats Pages of orders that faults serve twice.
 * @param configPageSize Entities per page of the configuration; when absent, it varies.
 * @param ordersPerPage Orders per page at most; Toast's 100 when absent.
 */
export function toastEndpoints(
  world: World,
  repeats: PageRepeats,
  configPageSize: number | undefined,
  ordersPerPage: number | undefined,
): readonly Endpoint[] {
  return [
    ...partnersEndpoints(world),
    ...restaurantsEndpoints(world),
    ...ordersEndpoints(world, repeats, ordersPerPage),
    ...laborEndpoints(world),
    ...cashEndpoints(world),
    ...configEndpoints(world.settings, configPageSize),
    ...menusEndpoints(world.settings),
    ...equipmentEndpoints(world.settings, configPageSize),
  ];
}

import { cashEndpoints } from './cash-endpoints.js';
import { configEndpoints } from './config-endpoints.js';
import { equipmentEndpoints } from './equipment-endpoints.js';
import { laborEndpoints } from './labor-endpoints.js';
import { menusEndpoints } from './menus-endpoints.js';
import { ordersEndpoints } from './orders-endpoints.js';
import { partnersEndpoints } from './partners-endpoints.js';
import { restaurantsEndpoints } from './restaurants-endpoints.js';
import type { Endpoint } from './endpoint.js';
import type { PageRepeats } from './faults/page-repeats.js';
import type { World } from './world-types.js';

/**
 * Everything that can be read with a token.
 * @param repeats Pages of orders that faults have made double.
 * @param configPageSize Entities on a page of the configuration; absent, it varies.
 */
export function toastEndpoints(
  world: World,
  repeats: PageRepeats,
  configPageSize: number | undefined,
): readonly Endpoint[] {
  return [
    ...partnersEndpoints(world),
    ...restaurantsEndpoints(world),
    ...ordersEndpoints(world, repeats),
    ...laborEndpoints(world),
    ...cashEndpoints(world),
    ...configEndpoints(world.settings, configPageSize),
    ...menusEndpoints(world.settings),
    ...equipmentEndpoints(world.settings, configPageSize),
  ];
}

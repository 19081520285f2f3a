import { ok } from '../http/call.js';
import type { Endpoint } from '../http/endpoint.js';
import type { World } from '../world/contract/world.js';
import { businessDateParam } from './parameters/dates.js';

/**
 * Creates the endpoints for cash entries and deposits of a business date (definition
 * `cash-management.yaml`).
 */
export function cashEndpoints({ cash }: World): readonly Endpoint[] {
  return (['entries', 'deposits'] as const).map((name) => ({
    method: 'GET',
    path: `/cashmgmt/v1/${name}`,
    access: 'location',
    scope: 'cashmgmt:read',
    handle: (call) => ok(cash[name](call.restaurant.guid, businessDateParam(call), call.now)),
  }));
}

import { createWorld, type SimulatedWorld, type WorldOptions } from '../../src/world/world.js';
import { client, start } from './harness.js';
import type { ServeOptions, Simulator } from '../../src/server/serve.js';

export const SCOPES = [
  'config:read',
  'menus:read',
  'stock:read',
  'kitchen:read',
  'packaging:read',
  'device-details.info:read',
  'restaurants:read',
];

export const WORLD: WorldOptions = {
  seed: 5,
  restaurants: 2,
  from: '2026-01-01',
  to: '2026-01-31',
  ordersPerDay: 5,
};

/** By then each restaurant has published several times. */
export const NOW = new Date('2026-01-20T00:00:00.000Z');

/** Shared by the tests that only read what they serve. */
export const unchanged = createWorld(WORLD);

/** Serves a generated world, and gets paths from it as its first restaurant. */
export async function serveSettings(
  options: Partial<ServeOptions> = {},
  world: Partial<WorldOptions> | SimulatedWorld = {},
): Promise<{
  readonly simulator: Simulator;
  readonly restaurantGuid: string;
  readonly get: Awaited<ReturnType<typeof client>>;
}> {
  const created = 'truth' in world ? world : createWorld({ ...WORLD, ...world });
  const simulator = await start({ scopes: SCOPES, now: NOW, ...options }, created);
  const restaurantGuid = created.restaurants[0]?.guid ?? '';
  const getAs = await client(simulator);
  return {
    simulator,
    restaurantGuid,
    get: (path, headers) =>
      getAs(path, { 'Toast-Restaurant-External-ID': restaurantGuid, ...headers }),
  };
}

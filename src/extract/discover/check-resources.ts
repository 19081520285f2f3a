import { catalogue } from '../../resources/catalogue.js';
import { discover } from './discover.js';
import type { ExtractOptions } from '../options.js';
import { readable } from './filter-by-scope.js';

/**
 * Whether the credentials can read a resource, by its name: the restaurants by asking for them, the
 * others by the scopes that the token grants. @throws what discovery throws.
 */
export async function checkResources(
  options: ExtractOptions,
): Promise<(resource: string) => boolean> {
  const scopes = await options.client.scopes();
  const { unreadable } = readable(catalogue, scopes);
  const { restaurantIds } = await discover(options);
  const refused = new Set(unreadable.map(({ resource }) => resource));
  return (resource) => restaurantIds.length > 0 && !refused.has(resource);
}

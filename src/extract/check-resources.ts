import { catalogue } from '../resources/catalogue.js';
import { discover } from './discover/discover.js';
import { filterByScope } from './discover/filter-by-scope.js';
import type { ExtractOptions } from './options.js';

/**
 * Checks which resources the credentials can read: restaurants by listing them, the others by the
 * scopes that the token grants. Returns a function that tells it of a resource by name.
 * @throws whatever `discover` throws.
 */
export async function checkResources(
  options: ExtractOptions,
): Promise<(resource: string) => boolean> {
  const scopes = await options.client.scopes();
  const { missingScopes } = filterByScope(catalogue, scopes);
  const { restaurantIds } = await discover(options);
  const missing = new Set(missingScopes.map(({ resource }) => resource));
  return (resource) => restaurantIds.length > 0 && !missing.has(resource);
}

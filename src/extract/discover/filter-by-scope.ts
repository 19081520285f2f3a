import type { Resource, RestaurantResource } from '../../resources/resource.js';

/** Names a resource that the credentials cannot read, and the scope that they are missing. */
export interface MissingScope {
  readonly resource: string;
  readonly scope: string;
}

/**
 * Splits resources by the scopes that the token grants; all can be read if the token does not say
 * (`undefined`). The list of restaurants, which is read for the whole account, is left out.
 */
export function filterByScope(
  resources: readonly Resource[],
  scopes: ReadonlySet<string> | undefined,
): { resources: RestaurantResource[]; missingScopes: MissingScope[] } {
  const ofRestaurants = resources.filter(
    (resource): resource is RestaurantResource => resource.syncMode !== 'account',
  );
  const isGranted = (resource: RestaurantResource) => scopes?.has(resource.scope) ?? true;
  return {
    resources: ofRestaurants.filter(isGranted),
    missingScopes: ofRestaurants
      .filter((resource) => !isGranted(resource))
      .map(({ name, scope }) => ({ resource: name, scope })),
  };
}

import type { Resource, RestaurantResource } from '../../resources/resource.js';

/** A resource that the credentials cannot read, and the scope that they lack. */
export interface Unreadable {
  readonly resource: string;
  readonly scope: string;
}

/**
 * Which of the resources the credentials can read by the scopes of their token; all of them when
 * the token does not say (`undefined`).
 */
export function readable(
  resources: readonly Resource[],
  scopes: ReadonlySet<string> | undefined,
): { resources: RestaurantResource[]; unreadable: Unreadable[] } {
  const ofRestaurants = resources.filter(
    (resource): resource is RestaurantResource => resource.window !== 'account',
  );
  const allowed = (resource: RestaurantResource) => scopes?.has(resource.scope) ?? true;
  return {
    resources: ofRestaurants.filter(allowed),
    unreadable: ofRestaurants
      .filter((resource) => !allowed(resource))
      .map(({ name, scope }) => ({ resource: name, scope })),
  };
}

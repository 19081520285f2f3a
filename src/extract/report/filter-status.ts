import { selectResources } from '../../resources/catalogue.js';
import { wholeAccount } from '../../warehouse/state/ledger.js';
import { chooseRestaurants } from '../discover/choose-restaurants.js';
import { byRestaurant } from './restaurant-status.js';
import type { Status } from './status.js';

/** Says which part of a status to show. What is left out selects everything. */
export interface StatusFilter {
  /** GUID of a restaurant, or part of its name. */
  readonly restaurant?: string | undefined;
  readonly resource?: string | undefined;
  /** Only what was not read. */
  readonly failed?: boolean | undefined;
}

/**
 * Returns the part of a status that a filter selects; the restaurants are summed up from it.
 * @throws UsageError if no restaurant or no resource has the name.
 */
export function filterStatus(status: Status, filter: StatusFilter): Status {
  const { restaurant, resource, failed = false } = filter;
  const meant = new Set(restaurant === undefined ? [] : restaurantsNamed(restaurant, status));
  const isMeant = (row: { restaurantId: string }) =>
    restaurant === undefined || meant.has(row.restaurantId);
  const isSelected = (row: { restaurantId: string; resource: string }) =>
    isMeant(row) && (resource === undefined || row.resource === resource);
  if (resource !== undefined) selectResources([resource]);
  const part = {
    ...status,
    resources: status.resources.filter(
      (row) => isSelected(row) && (!failed || row.windowsFailed + row.windowsSkipped > 0),
    ),
    rejected: status.rejected.filter(isSelected),
    missingRestaurants: status.missingRestaurants.filter(isMeant),
  };
  const complete = status.restaurants.flatMap(({ restaurantId, completeThrough }) =>
    completeThrough === null ? [] : [[restaurantId, completeThrough] as const],
  );
  return { ...part, restaurants: byRestaurant(part, new Map(complete)) };
}

function restaurantsNamed(name: string, { resources }: Status): readonly string[] {
  const names = new Map(resources.map((row) => [row.restaurantId, row.restaurant]));
  const restaurantIds = [...names.keys()].filter((id) => id !== wholeAccount);
  return chooseRestaurants({ restaurantIds, names }, [name]);
}

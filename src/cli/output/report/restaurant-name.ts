import { wholeAccount } from '../../../warehouse/state/ledger.js';

/** Returns how people know a restaurant: its name, or its GUID as long as the name is not known. */
export function restaurantName({
  restaurant,
  restaurantId,
}: {
  readonly restaurant: string;
  readonly restaurantId: string;
}): string {
  if (restaurantId === wholeAccount) return 'all restaurants';
  return restaurant || restaurantId;
}

import type { MenuItem, MenuReference } from '../catalogue/types.js';
import type { Restaurant } from '../restaurant.js';
import { menuReference } from './references.js';

/** The group of what comes and goes with the season, and the menu it is on. */
export const SEASONAL = { menu: 'Food', name: 'Seasonal' };

/** Reference to the group that seasonal items are in. */
export function seasonalGroup(restaurant: Restaurant): MenuReference {
  return menuReference(restaurant, 'MenuGroup', SEASONAL.name, 20);
}

/** In the group all year round; the employee enters its price. */
const STANDING = 'Catch of the Day';

const PASSING: readonly (readonly [string, number])[] = [
  ['Pumpkin Velouté', 1050],
  ['Asparagus & Hollandaise', 1250],
  ['Soft-Shell Crab "Po’ Boy"', 1875],
  ['Strawberry Rhubarb Crumble', 875],
];

function itemOf(restaurant: Restaurant, name: string, price: number, n: number): MenuItem {
  const { items, taxRates } = restaurant.catalogue;
  // Everything that is not said here is as of the first item on the menu.
  const like = items[0] as MenuItem;
  return {
    ...like,
    name,
    reference: menuReference(restaurant, 'MenuItem', name, 40 + n),
    price,
    plu: String(7000 + n),
    group: seasonalGroup(restaurant),
    taxes: [taxRates.state, taxRates.local],
    modifierGroups: [],
  };
}

/** The seasonal group's item without a price of its own. */
export function standingItem(restaurant: Restaurant): MenuItem {
  return itemOf(restaurant, STANDING, 0, PASSING.length);
}

/** Items that come and go with the season, beside those that orders know. */
export function seasonalItems(restaurant: Restaurant): readonly MenuItem[] {
  return PASSING.map(([name, price], n) => itemOf(restaurant, name, price, n));
}

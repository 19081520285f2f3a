import type { MenuItem } from '../catalogue/types.js';
import type { Restaurant } from '../restaurant.js';
import { seasonalGroup } from './menu-tree.js';
import { menuReference } from './references.js';

const ITEMS: readonly (readonly [string, number])[] = [
  ['Pumpkin Velouté', 1050],
  ['Asparagus & Hollandaise', 1250],
  ['Soft-Shell Crab "Po’ Boy"', 1875],
  ['Strawberry Rhubarb Crumble', 875],
];

/** Items that come and go with the season, beside those that orders know. */
export function seasonalItems(restaurant: Restaurant): readonly MenuItem[] {
  const { salesCategories, taxRates } = restaurant.catalogue;
  const [salesCategory] = salesCategories;
  if (salesCategory === undefined) return [];
  return ITEMS.map(([name, price], n) => ({
    name,
    reference: menuReference(restaurant, 'MenuItem', name, 40 + n),
    price,
    plu: String(7000 + n),
    unit: 'NONE',
    salesCategory,
    group: seasonalGroup(restaurant),
    taxes: [taxRates.state, taxRates.local],
    taxIncluded: false,
    modifierGroups: [],
  }));
}

import type { Json } from '../contract/json.js';
import type { MenuItem } from '../restaurant/catalogue.js';
import { toastReference } from '../restaurant/references.js';
import type { Restaurant } from '../restaurant/restaurant.js';

/** Item tags, and the names of the items that have them. */
const TAGS: readonly (readonly [string, RegExp])[] = [
  ['Vegetarian', /veggie|salad|margherita|formaggi|bianca|eggplant|guacamole|velouté/i],
  ['Spicy 🌶', /jalapeño|wings|pad thai|bloody|hot sauce|bibimbap/i],
  ['House Favourite', /classic|big|steak/i],
];

/** Builds definition `ItemTag`. */
export function itemTags(restaurant: Restaurant, name: string): readonly Json[] {
  return TAGS.filter(([, pattern]) => pattern.test(name)).map(([tag]) => ({
    name: tag,
    guid: toastReference(restaurant, 'ItemTag', tag).guid,
  }));
}

/** Allergen, its group, contained or in traces, and the names of the items. */
const ALLERGENS: readonly (readonly [string, string | null, string, RegExp])[] = [
  ['MILK', null, 'CONTAINS', /cheese|crème|margherita|formaggi|burger|latte|au lait/i],
  ['CRAB', 'SHELLFISH', 'CONTAINS', /crab/i],
  ['MUSSEL', 'SHELLFISH', 'CONTAINS', /mussels|moules/i],
  ['PEANUT', 'NUTS', 'TRACES', /pad thai|chocolate/i],
];

/** Builds definition `AllergenItem`. */
export function allergens(restaurant: Restaurant, name: string): readonly Json[] {
  const guid = (code: string): string => toastReference(restaurant, 'Allergen', code).guid;
  return ALLERGENS.filter(([, , , pattern]) => pattern.test(name)).map(
    ([code, group, presenceType]) => ({
      guid: guid(code),
      code,
      groupGuid: group && guid(group),
      groupCode: group,
      presenceType,
    }),
  );
}

const ALCOHOLIC = ['Beer', 'Wine', 'Liquor'];

/** Builds definition `ContentAdvisories`. */
export function contentAdvisories(alcoholic: boolean): Json {
  return { alcohol: { containsAlcohol: alcoholic ? 'YES' : 'NO' } };
}

export const isAlcoholic = ({ salesCategory }: MenuItem): boolean =>
  ALCOHOLIC.includes(salesCategory.name);

/** Builds definition `CatalogProductInfo`: what is sold in sizes, such as a shirt. */
export function catalogProductInfo(restaurant: Restaurant, name: string): Json | null {
  if (!name.includes('T-Shirt')) return null;
  const id = (key: string): string => toastReference(restaurant, 'CatalogProduct', key).guid;
  const size = { id: id('size'), name: 'Size', sortOrder: 1 };
  const values = ['S', 'M', 'L'].map((value, n) => ({ id: id(value), name: value, sortOrder: n }));
  return {
    product: {
      id: id('shirt'),
      name,
      description: null,
      type: 'OPTION',
      images: [],
      availableOptions: [{ ...size, values }],
    },
    productVariant: {
      id: id('shirt M'),
      name: `${name} M`,
      description: null,
      selectedOptions: [{ ...size, value: values[1] }],
    },
  };
}

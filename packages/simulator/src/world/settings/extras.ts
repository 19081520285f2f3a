import type { DiscountType } from '../restaurant/catalogue.js';
import { toastReference } from '../restaurant/references.js';
import type { Restaurant } from '../restaurant/restaurant.js';
import type { Json } from '../contract/json.js';
import { readData } from '../values/read-data.js';

/** An entity with all of its properties but its reference. */
interface Row {
  readonly key: string;
  readonly payload: Json;
}

/** A menu group beside those of the catalogue, and the groups or items that it holds by name. */
interface GroupRow {
  readonly menu: string;
  readonly name: string;
  readonly holds: readonly string[];
}

/** Holds the configuration that no order refers to: `data/configuration.json`. */
export const EXTRAS = readData<{
  readonly printers: readonly string[];
  readonly prepStations: readonly {
    readonly name: string;
    /** Index in `printers`. */
    readonly printer: number;
    readonly expoRouting: string;
    readonly printingMode: string;
    /** The stations that an expediter watches. */
    readonly watched: readonly string[];
  }[];
  readonly priceGroups: readonly string[];
  /** Prices are in dollars. */
  readonly barPreModifiers: readonly {
    readonly name: string;
    readonly basePrice: number;
    readonly chargeAsExtra: boolean;
  }[];
  /** Menus without groups of the catalogue; the last has nothing on it. */
  readonly menus: readonly string[];
  /** Groups around those of the catalogue, from the innermost to the outermost. */
  readonly groupsAround: readonly GroupRow[];
  /** Groups of items that are in other groups as well. */
  readonly groupsBeside: readonly GroupRow[];
  readonly taxRates: readonly Row[];
  /** Items that no menu lists: employees enter their price or name. */
  readonly menuItems: readonly Row[];
  /** Entities that are added for a while, removed and added again. */
  readonly seasonal: {
    /** The menu and the menu group that seasonal items are in. */
    readonly menu: string;
    readonly group: string;
    /** In the group all year round; the employee enters its price. */
    readonly standingItem: string;
    /** Name → price in cents. */
    readonly items: Readonly<Record<string, number>>;
    readonly tables: readonly string[];
    readonly voidReasons: readonly string[];
    readonly discounts: readonly {
      readonly name: string;
      readonly type: DiscountType;
      readonly value: number;
      readonly codes: readonly string[];
    }[];
  };
}>('configuration');

/** Gives entities of a type the references that they have in one restaurant. */
export function withReferences(
  restaurant: Restaurant,
  entityType: string,
  rows: readonly (Row | string)[],
): readonly Json[] {
  return rows.map((row) =>
    typeof row === 'string'
      ? { ...toastReference(restaurant, entityType, row), name: row }
      : { ...toastReference(restaurant, entityType, row.key), ...row.payload },
  );
}

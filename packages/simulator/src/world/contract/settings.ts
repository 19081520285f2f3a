import type { Json } from './json.js';

/** Lists of the configuration API by the last part of their path, `/config/v2/<name>`. */
export const CONFIG_LISTS = [
  'alternatePaymentTypes',
  'breakTypes',
  'cashDrawers',
  'diningOptions',
  'discounts',
  'menuGroups',
  'menuItems',
  'menuOptionGroups',
  'menus',
  'noSaleReasons',
  'payoutReasons',
  'preModifierGroups',
  'preModifiers',
  'priceGroups',
  'printers',
  'restaurantServices',
  'revenueCenters',
  'salesCategories',
  'serviceAreas',
  'serviceCharges',
  'tables',
  'taxRates',
  'voidReasons',
] as const;

/** Every kind of published setting: the lists, the one tip withholding, the prep stations. */
export const SETTING_NAMES = [...CONFIG_LISTS, 'tipWithholding', 'prepStations'] as const;

export type SettingName = (typeof SETTING_NAMES)[number];

/** One configured entity as it was last published. */
export interface Setting {
  readonly guid: string;
  readonly modifiedAt: number;
  readonly payload: Json;
}

/** A change to some properties of an entity, or its removal. */
export interface SettingChange {
  readonly name: SettingName;
  readonly guid: string;
  /** Properties with their new values; `price` in dollars for menu items. */
  readonly change: Json | 'remove';
}

/**
 * A restaurant's configuration, menus and equipment as a function of the world's clock. Instants
 * are epoch milliseconds (UTC).
 */
export interface Settings {
  /** Returns when the configuration was last published; different for any two states of it. */
  publishedAt(restaurantGuid: string, now: number): number;
  /** Lists what exists at `now`, always in the same order, without removed entities. */
  list(restaurantGuid: string, name: SettingName, now: number): readonly Setting[];
  /** Returns the menus as `/menus/v2/menus` sends them; undefined when none are published. */
  menus(restaurantGuid: string, now: number): Json | undefined;
  /** Lists what is out of stock or counted: definition `MenuItemInventory`. */
  stock(restaurantGuid: string, now: number): readonly Json[];
  /** Returns the packaging; it always exists, but may be empty and disabled. */
  packagingConfig(restaurantGuid: string): Json;
  devices(restaurantGuid: string, now: number): readonly Json[];
  /** Changes an entity that exists at `now`, permanently. */
  change(restaurantGuid: string, change: SettingChange, now: number): void;
}

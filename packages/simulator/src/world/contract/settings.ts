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

/** All that is configured and published: the lists, the one tip withholding, the prep stations. */
export const SETTING_NAMES = [...CONFIG_LISTS, 'tipWithholding', 'prepStations'] as const;

export type SettingName = (typeof SETTING_NAMES)[number];

/** One configured entity as it was last published. */
export interface Setting {
  readonly guid: string;
  readonly modifiedAt: number;
  readonly payload: Json;
}

/** An entity of which some properties change, or which is removed. */
export interface SettingChange {
  readonly name: SettingName;
  readonly guid: string;
  /** Properties with their new values; `price` in dollars for menu items. */
  readonly change: Json | 'remove';
}

/**
 * What a restaurant has configured, put on its menus and set up, as a function of the world's
 * clock. Instants are epoch milliseconds (UTC).
 */
export interface Settings {
  /** When the configuration was last published; differs between any two states of it. */
  publishedAt(restaurantGuid: string, now: number): number;
  /** What exists at `now`, always in the same order; removed entities are not among them. */
  list(restaurantGuid: string, name: SettingName, now: number): readonly Setting[];
  /** As `/menus/v2/menus` sends them; undefined where nothing is published. */
  menus(restaurantGuid: string, now: number): Json | undefined;
  /** What is out of stock or counted: definition `MenuItemInventory`. */
  stock(restaurantGuid: string, now: number): readonly Json[];
  /** Always there, perhaps empty and disabled. */
  packagingConfig(restaurantGuid: string): Json;
  devices(restaurantGuid: string, now: number): readonly Json[];
  /** Changes an entity that exists at `now`, from then on. */
  change(restaurantGuid: string, change: SettingChange, now: number): void;
}

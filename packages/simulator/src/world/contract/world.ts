import type { Json } from './json.js';
import type { Labor } from './labor.js';
import type { Settings } from './settings.js';

/**
 * The content that the simulated Toast API serves: the server knows a world only through this
 * interface, and a world knows nothing of HTTP. All instants are epoch milliseconds (UTC); `now` is
 * the world's clock, so a world can be asked for its state at any moment.
 */
export interface World {
  readonly managementGroupGuid: string;
  readonly restaurants: readonly WorldRestaurant[];
  readonly labor: Labor;
  readonly cash: Cash;
  /** Tells whether the client may read a restaurant; it may until it is disconnected. */
  connected(restaurantGuid: string, now: number): boolean;
  /** Disconnects a restaurant from `now` on, permanently. */
  disconnect(restaurantGuid: string, now: number): void;
  readonly settings: Settings;
  /**
   * Lists orders whose latest change at or before `now` lies in [start, end), by that change, then
   * GUID.
   */
  modifiedBetween(
    restaurantGuid: string,
    start: number,
    end: number,
    now: number,
  ): readonly OrderKey[];
  /** Lists orders of a business date (yyyymmdd) that exist at `now`, by opening time, then GUID. */
  onBusinessDate(restaurantGuid: string, businessDate: number, now: number): readonly OrderKey[];
  /** Finds an order of the restaurant by its GUID, when it exists at `now`. */
  find(restaurantGuid: string, guid: string, now: number): OrderKey | undefined;
  /** Returns the order as Toast sends it at `now`: a plain JSON object of definition `Order`. */
  order(key: OrderKey, now: number): Json;
  /**
   * Changes properties of an order at `now`, permanently. Returns false when it does not exist, and
   * when it changed at `now` or was edited later: one modification of an order has one content.
   */
  edit(restaurantGuid: string, guid: string, change: Json, now: number): boolean;
  /** Returns how many times orders of the restaurant were edited. */
  revision(restaurantGuid: string): number;
  /** Counts what the tables must hold at `now`, from the orders themselves. */
  truth(now: number): Truth;
}

/** One location of a world. */
export interface WorldRestaurant {
  readonly guid: string;
  readonly timeZone: string;
  /** Hour of the local day at which a business day ends, 0 to 12. */
  readonly closeoutHour: number;
  /** The record in `/partners/v1/restaurants`: definition `PartnerAccessExternalRep`. */
  readonly partner: Json;
  /** The body of `/restaurants/v1/restaurants/{guid}`: definition `RestaurantInfo`. */
  readonly info: Json;
}

/** Identifies one version of an order; nothing of its payload is stored. */
export interface OrderKey {
  readonly restaurantGuid: string;
  readonly guid: string;
  /** The latest change at or before the requested `now`. */
  readonly modifiedAt: number;
}

/** Row counts and column sums by table, as integers and decimal strings. */
export interface Truth {
  readonly now: string;
  /** Table name → number of rows, e.g. `orders_check_selection_modifier`. */
  readonly counts: Readonly<Record<string, number>>;
  /** Table name → column → sum with four decimals, e.g. `orders_check.amount`. */
  readonly sums: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Modifier rows by depth, depth 1 being directly below a selection. */
  readonly modifiersByDepth: Readonly<Record<string, number>>;
}

/**
 * Cash put into and taken out of the drawers of a world, as `cash-management.yaml` defines it, by
 * business date (yyyymmdd), as far as it exists at `now` (epoch milliseconds). Throws RangeError
 * for a restaurant of another world.
 */
export interface Cash {
  entries(restaurantGuid: string, businessDate: number, now: number): readonly Json[];
  deposits(restaurantGuid: string, businessDate: number, now: number): readonly Json[];
}

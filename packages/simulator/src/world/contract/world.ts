import type { Json } from './json.js';
import type { Labor } from './labor.js';
import type { Settings } from './settings.js';

/**
 * What the simulated Toast API serves, apart from how it serves it: the server knows a world only
 * through this interface, and a world knows nothing of HTTP. All instants are epoch milliseconds
 * (UTC); `now` is the world's clock, so the same world can be asked how it looked at any moment.
 */
export interface World {
  readonly managementGroupGuid: string;
  readonly restaurants: readonly WorldRestaurant[];
  readonly labor: Labor;
  readonly cash: Cash;
  /** Whether a restaurant lets the client read it; all do until they are disconnected. */
  connected(restaurantGuid: string, now: number): boolean;
  /** From `now` on, for good. */
  disconnect(restaurantGuid: string, now: number): void;
  readonly settings: Settings;
  /** Orders whose latest change at or before `now` lies in [start, end), by that change, then guid. */
  modifiedBetween(
    restaurantGuid: string,
    start: number,
    end: number,
    now: number,
  ): readonly OrderKey[];
  /** Orders of one business date (yyyymmdd) that exist at `now`, by opening time, then guid. */
  onBusinessDate(restaurantGuid: string, businessDate: number, now: number): readonly OrderKey[];
  /** An order of the restaurant by its guid, when it exists at `now`. */
  find(restaurantGuid: string, guid: string, now: number): OrderKey | undefined;
  /** The order as Toast sends it at `now`: a plain JSON object of definition `Order`. */
  order(key: OrderKey, now: number): Json;
  /**
   * Changes properties of an order at `now`, for good. False where it does not exist, and where it
   * changed at `now` or was edited later: an order of one modification has one content.
   */
  edit(restaurantGuid: string, guid: string, change: Json, now: number): boolean;
  /** How often orders of the restaurant were edited. */
  revision(restaurantGuid: string): number;
  /** What the tables must hold at `now`, counted from the orders themselves. */
  truth(now: number): Truth;
}

export interface WorldRestaurant {
  readonly guid: string;
  readonly timeZone: string;
  /** Hour of the local day at which a business day ends, 0 to 12. */
  readonly closeoutHour: number;
  /** As `/partners/v1/restaurants` lists it: definition `PartnerAccessExternalRep`. */
  readonly partner: Json;
  /** As `/restaurants/v1/restaurants/{guid}` sends it: definition `RestaurantInfo`. */
  readonly info: Json;
}

/** Enough to produce an order again: nothing of its payload is kept. */
export interface OrderKey {
  readonly restaurantGuid: string;
  readonly guid: string;
  /** The latest change at or before the `now` that was asked about. */
  readonly modifiedAt: number;
}

/** Row counts and column sums by table, and the daily mart, all as decimal strings or integers. */
export interface Truth {
  readonly now: string;
  /** Table name → number of rows, e.g. `orders_check_selection_modifier`. */
  readonly counts: Readonly<Record<string, number>>;
  /** Table name → column → sum with four decimals, e.g. `orders_check.amount`. */
  readonly sums: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Modifier rows by depth, depth 1 being directly below a selection. */
  readonly modifiersByDepth: Readonly<Record<string, number>>;
  /** Rows of the mart `sales_daily`, by restaurant, then business date. */
  readonly salesDaily: readonly Json[];
}

/**
 * Cash put into and taken out of the drawers of a world, as `cash-management.yaml` defines it, by
 * business date (yyyymmdd) and as far as it exists at `now` (epoch milliseconds). Throws
 * RangeError for a restaurant that is not of the world.
 */
export interface Cash {
  entries(restaurantGuid: string, businessDate: number, now: number): readonly Json[];
  deposits(restaurantGuid: string, businessDate: number, now: number): readonly Json[];
}

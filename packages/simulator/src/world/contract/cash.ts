import type { Json } from './world.js';

/**
 * Cash put into and taken out of the drawers of a world, as `cash-management.yaml` defines it, by
 * business date (yyyymmdd) and as far as it exists at `now` (epoch milliseconds). Throws
 * RangeError for a restaurant that is not of the world.
 */
export interface Cash {
  entries(restaurantGuid: string, businessDate: number, now: number): readonly Json[];
  deposits(restaurantGuid: string, businessDate: number, now: number): readonly Json[];
}

import { BusinessCalendar } from '../values/calendar.js';
import { guidOf } from '../values/guid.js';
import { buildCatalogue } from './build-catalogue.js';
import type { Catalogue } from './catalogue.js';
import { type Place, placeOf } from './places.js';

/** One restaurant as its orders need it. */
export interface Restaurant {
  readonly seed: number;
  readonly index: number;
  readonly guid: string;
  readonly place: Place;
  readonly calendar: BusinessCalendar;
  readonly catalogue: Catalogue;
  readonly demand: Demand;
}

/**
 * The days of a world, counted since 1970-01-01, both ends included, and the mean number of orders.
 */
export interface Demand {
  readonly firstDay: number;
  readonly lastDay: number;
  readonly ordersPerDay: number;
}

/** Builds restaurant `index` of the world of a seed. */
export function buildRestaurant(seed: number, index: number, demand: Demand): Restaurant {
  const place = placeOf(index);
  return {
    seed,
    index,
    guid: guidOf(seed, `Restaurant/${index}`),
    place,
    calendar: new BusinessCalendar(place.timeZone, place.closeoutHour),
    catalogue: buildCatalogue(seed, index, place),
    demand,
  };
}

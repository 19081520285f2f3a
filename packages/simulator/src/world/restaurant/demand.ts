import { Rng, wordsOf } from '../values/random.js';
import type { Restaurant } from './restaurant.js';

/** Sunday first, in percent of the mean. */
const WEEKDAY = [94, 78, 82, 88, 98, 125, 135];
/** January first, in percent of the mean. */
const MONTH = [88, 92, 97, 100, 106, 110, 108, 104, 100, 98, 95, 102];

/** Returns the number of orders of a business day: 0 outside the days of the world. */
export function ordersOn({ seed, index, demand }: Restaurant, day: number): number {
  if (day < demand.firstDay || day > demand.lastDay) return 0;
  const date = new Date(day * 86_400_000);
  const weekday = WEEKDAY[date.getUTCDay()] as number;
  const month = MONTH[date.getUTCMonth()] as number;
  const noise = new Rng(wordsOf(seed, 0xde, index, day)).int(85, 115);
  return Math.max(1, Math.round((demand.ordersPerDay * weekday * month * noise) / 1_000_000));
}

/** Relative number of guests in each hour from 0 to 27: lunch and dinner peaks. */
// oxfmt-ignore
const HOURS = [
  0, 0, 0, 0, 0, 0, 6, 14, 26, 28, 24, 46, 100, 92, 48, 30,
  34, 66, 112, 126, 104, 72, 44, 34, 28, 22, 8, 2,
];

/** Draws the hour of the local day at which an order comes in; 24 and above are after midnight. */
export function hourOfOrder({ place }: Restaurant, rng: Rng): number {
  return rng.weighted(HOURS, place.opens, place.lastOrders);
}

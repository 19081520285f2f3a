import { lifeOf } from './life/life.js';
import { ordersOn } from './life/demand.js';
import { timesOf } from './life/times.js';
import type { Restaurant } from './restaurant.js';

/** The instants at which the orders of one business day change, and nothing else of them. */
export interface DaySkeleton {
  readonly count: number;
  /** Of all orders, one after the other, ascending within each. */
  readonly times: Float64Array;
  /** Where the instants of each order begin, and where the last order's end. */
  readonly starts: Uint32Array;
  readonly earliest: number;
  readonly latest: number;
}

/** When each order of a business day (days since 1970-01-01) changes. */
export function skeletonOf(restaurant: Restaurant, day: number): DaySkeleton {
  const count = ordersOn(restaurant, day);
  const starts = new Uint32Array(count + 1);
  const times: number[] = [];
  let [earliest, latest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let index = 0; index < count; index++) {
    const own = timesOf(lifeOf(restaurant, { restaurant: restaurant.index, day, index }));
    for (const time of own) times.push(time);
    earliest = Math.min(earliest, own[0] as number);
    latest = Math.max(latest, own.at(-1) as number);
    starts[index + 1] = times.length;
  }
  return { count, times: Float64Array.from(times), starts, earliest, latest };
}

/** The latest change of an order at or before `now`; -Infinity when it does not exist yet. */
export function lastChange({ times, starts }: DaySkeleton, index: number, now: number): number {
  const first = starts[index] as number;
  for (let k = (starts[index + 1] as number) - 1; k >= first; k--) {
    if ((times[k] as number) <= now) return times[k] as number;
  }
  return Number.NEGATIVE_INFINITY;
}

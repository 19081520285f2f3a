import { LruCache } from '../../common/lru-cache.js';
import type { OrderKey } from '../contract/world.js';
import { ordersOn } from '../restaurant/demand.js';
import type { Restaurant } from '../restaurant/restaurant.js';
import { DAY } from '../values/calendar.js';
import { orderGuid } from '../values/guid.js';
import { lifeOf } from './life/life.js';
import { LONGEST_LAG, LONGEST_LEAD, timesOf } from './life/types.js';

/** The instants at which the orders of one business day change, and nothing else of them. */
export interface DaySkeleton {
  readonly count: number;
  /** The instants of all orders in turn, ascending within each order. */
  readonly times: Float64Array;
  /** Index of each order's first instant, and the end of the last order's. */
  readonly starts: Uint32Array;
  readonly earliest: number;
  readonly latest: number;
}

/** Computes when each order of a business day (days since 1970-01-01) changes. */
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

/**
 * Returns the latest change of an order at or before `now`; -Infinity when it does not exist yet.
 */
export function lastChange({ times, starts }: DaySkeleton, index: number, now: number): number {
  const first = starts[index] as number;
  for (let k = (starts[index + 1] as number) - 1; k >= first; k--) {
    if ((times[k] as number) <= now) return times[k] as number;
  }
  return Number.NEGATIVE_INFINITY;
}

/** Maximum number of cached instants, 8 bytes each: about 32 MB. */
const KEPT_INSTANTS = 4_000_000;

/** Lists which generated orders exist and when they changed, without their payloads. */
export class Listing {
  readonly #skeletons = new LruCache<DaySkeleton>(KEPT_INSTANTS, ({ times }) => times.length + 1);

  skeleton(restaurant: Restaurant, day: number): DaySkeleton {
    const key = `${restaurant.index}/${day}`;
    const known = this.#skeletons.get(key);
    if (known) return known;
    const skeleton = skeletonOf(restaurant, day);
    this.#skeletons.set(key, skeleton);
    return skeleton;
  }

  /** Lists orders whose latest change at or before `now` lies in [start, end), unordered. */
  modifiedBetween(restaurant: Restaurant, start: number, end: number, now: number): OrderKey[] {
    const { demand, calendar } = restaurant;
    const until = Math.min(end - 1, now);
    // One more day on either side, for time zones and close-out hours.
    const from = Math.max(demand.firstDay, Math.floor((start - LONGEST_LAG) / DAY) - 1);
    const to = Math.min(demand.lastDay, Math.ceil((until + LONGEST_LEAD) / DAY) + 1);
    const keys: OrderKey[] = [];
    for (let day = from; day <= to; day++) {
      if (calendar.start(day) - LONGEST_LEAD > until) break;
      const skeleton = this.skeleton(restaurant, day);
      if (skeleton.latest < start || skeleton.earliest > until) continue;
      for (let index = 0; index < skeleton.count; index++) {
        const modifiedAt = lastChange(skeleton, index, now);
        if (modifiedAt < start || modifiedAt >= end) continue;
        const guid = orderGuid(restaurant.seed, { restaurant: restaurant.index, day, index });
        keys.push({ restaurantGuid: restaurant.guid, guid, modifiedAt });
      }
    }
    return keys;
  }

  /** Lists the orders of a business day that exist at `now`, with their opening times. */
  onDay(
    restaurant: Restaurant,
    day: number,
    now: number,
  ): { readonly key: OrderKey; readonly opened: number }[] {
    const skeleton = this.skeleton(restaurant, day);
    return Array.from({ length: skeleton.count }, (_, index) => {
      const address = { restaurant: restaurant.index, day, index };
      const modifiedAt = lastChange(skeleton, index, now);
      const guid = orderGuid(restaurant.seed, address);
      const { opened } = lifeOf(restaurant, address);
      return { key: { restaurantGuid: restaurant.guid, guid, modifiedAt }, opened };
    }).filter(({ key }) => key.modifiedAt !== Number.NEGATIVE_INFINITY);
  }
}

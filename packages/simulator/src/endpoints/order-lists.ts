import type { EpochMillis } from '../common/clock.js';
import { LruCache } from '../common/lru-cache.js';
import type { OrderKey, World } from '../world/contract/world.js';

interface List {
  readonly keys: readonly OrderKey[];
  /** Number of edits of the restaurant's orders through the control API when the list was made. */
  readonly revision: number;
  /** The latest instant at which the list is known to hold. */
  holdsAt: EpochMillis;
}

/* A client pages through few lists at a time; a million keys take some hundred megabytes. */
const MAX_KEYS = 1_000_000;

/**
 * Caches the lists of orders that a world selected, because every page of a window needs the whole
 * list. A list is valid until an order of its restaurant changes, which the world can tell faster
 * than it makes the list again. While the clock is frozen, only an edit through the control API
 * invalidates it.
 */
export class OrderLists {
  readonly #world: World;
  readonly #lists: LruCache<List>;

  constructor(world: World, maxKeys = MAX_KEYS) {
    this.#world = world;
    // An empty list has a weight too, or there could be any number of them.
    this.#lists = new LruCache(maxKeys, ({ keys }) => keys.length + 1);
  }

  modifiedBetween(
    restaurantGuid: string,
    start: EpochMillis,
    end: EpochMillis,
    now: EpochMillis,
  ): readonly OrderKey[] {
    return this.#list(restaurantGuid, `modified ${start} ${end}`, now, () =>
      this.#world.modifiedBetween(restaurantGuid, start, end, now),
    );
  }

  onBusinessDate(
    restaurantGuid: string,
    businessDate: number,
    now: EpochMillis,
  ): readonly OrderKey[] {
    return this.#list(restaurantGuid, `business date ${businessDate}`, now, () =>
      this.#world.onBusinessDate(restaurantGuid, businessDate, now),
    );
  }

  #list(
    restaurantGuid: string,
    selection: string,
    now: EpochMillis,
    select: () => readonly OrderKey[],
  ): readonly OrderKey[] {
    const name = `${restaurantGuid} ${selection}`;
    const known = this.#lists.get(name);
    if (known !== undefined && this.#stillHolds(restaurantGuid, known, now)) {
      known.holdsAt = now;
      return known.keys;
    }
    const keys = select();
    this.#lists.set(name, { keys, holdsAt: now, revision: this.#world.revision(restaurantGuid) });
    return keys;
  }

  #stillHolds(restaurantGuid: string, { holdsAt, revision }: List, now: EpochMillis): boolean {
    if (revision !== this.#world.revision(restaurantGuid)) return false;
    if (now <= holdsAt) return now === holdsAt;
    // The end of a range is exclusive, and a change at this very millisecond counts.
    const changed = this.#world.modifiedBetween(restaurantGuid, holdsAt + 1, now + 1, now);
    return changed.length === 0;
  }
}

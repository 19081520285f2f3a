import { HOUR, MINUTE } from '../values/calendar.js';
import { Rng, wordsOf } from '../values/random.js';
import type { Restaurant } from '../restaurant.js';
import { edited, firstPublication, initialConfiguration } from './configuration.js';
import { Edits } from './edits.js';
import type { Configuration } from './types.js';

/** A configuration and when it was published. */
export interface Publication {
  readonly configuration: Configuration;
  readonly publishedAt: number;
}

/** Days from one publication to the next, on average; none is more than five after another. */
const STEP = 3;
const STREAM = 0x5e;

/** When the nth publication after the first takes place: on a morning of its own. */
function instantOf({ seed, index, calendar, demand }: Restaurant, n: number): number {
  const rng = new Rng(wordsOf(seed, STREAM, index, n));
  const day = demand.firstDay + n * STEP + rng.int(0, STEP - 1);
  return calendar.noon(day) - rng.int(1, 3) * HOUR - rng.int(0, 59) * MINUTE;
}

/**
 * The publications of one restaurant, one after the other for ever. It remembers the last one it
 * was asked for, since most questions are about the same moment or a later one.
 */
export class Timeline {
  readonly #restaurant: Restaurant;
  readonly #edits: Edits;
  readonly #first: Publication;
  #current: Publication;
  #count = 0;

  constructor(restaurant: Restaurant) {
    this.#restaurant = restaurant;
    this.#edits = new Edits(restaurant);
    this.#first = {
      configuration: initialConfiguration(restaurant),
      publishedAt: firstPublication(restaurant),
    };
    this.#current = this.#first;
  }

  /** The latest publication at or before `now`; the first one is there at all times. */
  at(now: number): Publication {
    if (now < this.#current.publishedAt) {
      this.#current = this.#first;
      this.#count = 0;
    }
    for (;;) {
      const publishedAt = instantOf(this.#restaurant, this.#count);
      if (publishedAt > now) return this.#current;
      const { seed, index } = this.#restaurant;
      const rng = new Rng(wordsOf(seed, STREAM, index, this.#count, 1));
      const before = this.#current.configuration;
      const configuration = edited(before, this.#edits.draw(rng, before), publishedAt);
      this.#current = { configuration, publishedAt };
      this.#count += 1;
    }
  }
}

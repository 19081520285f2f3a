import type { Catalogue } from '../catalogue/types.js';
import { guidAt, orderWords } from '../values/guid.js';
import type { Life } from '../life/types.js';
import { Rng, wordsOf, type Words } from '../values/random.js';
import type { Restaurant } from '../restaurant.js';

/** What the parts of an order's plan are made with: random numbers, the menu, and fresh GUIDs. */
export class Workshop {
  readonly rng: Rng;
  readonly catalogue: Catalogue;
  readonly #words: Words;
  #last = 0;

  constructor(
    readonly restaurant: Restaurant,
    readonly life: Life,
  ) {
    const { restaurant: index, day, index: order } = life.address;
    this.rng = new Rng(wordsOf(restaurant.seed, 0x91, index, day, order));
    this.catalogue = restaurant.catalogue;
    this.#words = orderWords(restaurant.seed, life.address);
  }

  /** The GUID of the next thing in the order. */
  guid(): string {
    return guidAt(this.#words, ++this.#last);
  }
}

import type { Catalogue, Reference, ToastReference } from '../restaurant/catalogue.js';
import type { Restaurant } from '../restaurant/restaurant.js';
import { MINUTE } from '../values/calendar.js';
import { guidAt } from '../values/guid.js';
import { Rng, type Words, wordsOf } from '../values/random.js';

/** Definition `CashEntry`, property `type`. */
export type CashType =
  | 'CASH_IN'
  | 'CASH_OUT'
  | 'CASH_COLLECTED'
  | 'PAY_OUT'
  | 'UNDO_PAY_OUT'
  | 'TIP_OUT'
  | 'NO_SALE'
  | 'DRIVER_REIMBURSEMENT'
  | 'CLOSE_OUT_EXACT'
  | 'CLOSE_OUT_OVERAGE'
  | 'CLOSE_OUT_SHORTAGE';

/** A cash entry or deposit, with its amount in cents; it is known from `at` on. */
export interface Movement {
  readonly guid: string;
  readonly at: number;
  readonly amount: number;
  readonly undoes: string | null;
  readonly employee: Reference;
}

export interface EntryMovement extends Movement {
  readonly type: CashType;
  readonly reason: string;
  readonly drawer: Reference;
  readonly payoutReason: ToastReference | null;
  readonly noSaleReason: ToastReference | null;
  readonly second: Reference | null;
  readonly approver: Reference | null;
}

/** Random streams for a day's entries and for its deposits. */
export const ENTRIES = 0xca;
export const DEPOSITS = 0xcd;

/** The context in which the cash movements of one business day are generated. */
export class Till {
  readonly rng: Rng;
  readonly catalogue: Catalogue;
  readonly servers: readonly Reference[];
  readonly #words: Words;
  #last = 0;

  constructor(
    readonly restaurant: Restaurant,
    readonly day: number,
    stream: number,
  ) {
    this.catalogue = restaurant.catalogue;
    this.servers = this.catalogue.servers.map(({ reference }) => reference);
    this.#words = wordsOf(restaurant.seed, stream, restaurant.index, day);
    this.rng = new Rng(wordsOf(restaurant.seed, stream + 1, restaurant.index, day));
  }

  guid(): string {
    return guidAt(this.#words, ++this.#last);
  }

  /** Draws an instant of the local day, up to ten minutes after the hour. */
  around(hour: number): number {
    return this.restaurant.calendar.hour(this.day, hour) + this.rng.int(0, 10 * MINUTE);
  }
}

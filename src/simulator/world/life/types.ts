import type { DiningBehaviour } from '../catalogue/types.js';
import type { OrderAddress } from '../guid.js';

/** The instant of what never happens. */
export const NEVER = Number.POSITIVE_INFINITY;

/**
 * How an order is bound to its neighbour: orders 2k and 2k+1 of a day may be a pair, so that each
 * can be produced with a look at one other order only.
 */
export type Role = 'alone' | 'mergeTarget' | 'mergeSource' | 'moveTarget' | 'moveSource';

export type Kind =
  | 'table'
  | 'counter'
  | 'phone'
  | 'online'
  | 'marketplace'
  | 'giftCard'
  | 'houseAccount'
  | 'excessFood';

/**
 * When everything happens to an order, fixed by the seed: epoch milliseconds, NEVER for what does
 * not. Whatever changes in an order's payload changes at one of these instants, so the latest of
 * them at or before `now` is its modification.
 */
export interface Life {
  readonly address: OrderAddress;
  readonly role: Role;
  readonly kind: Kind;
  readonly mode: DiningBehaviour;
  readonly testMode: boolean;
  readonly guests: number;
  /** Checks of its own, paid one after the other. */
  readonly checks: number;
  /** Paid by card: then there is a capture at close-out. */
  readonly card: boolean;
  readonly opened: number;
  readonly created: number;
  readonly promised: number;
  readonly approved: number;
  /** When selections are added; the first is the creation. */
  readonly rounds: readonly number[];
  /** When discounts are applied to the first check. */
  readonly discounted: number;
  readonly split: number;
  readonly lineRemoved: number;
  readonly lineVoided: number;
  readonly denied: number;
  /** By check. */
  readonly paid: readonly number[];
  readonly closed: number;
  /** The first check's payment is voided and the check paid anew. */
  readonly paymentVoided: number;
  readonly repaid: number;
  readonly dispatched: number;
  readonly delivered: number;
  readonly captured: number;
  readonly tipped: number;
  readonly refunded: number;
  /** A note in the kitchen's language is taken off the check days later. */
  readonly noteRemoved: number;
  readonly edited: number;
  /** The last check alone is voided. */
  readonly checkVoided: number;
  readonly orderVoided: number;
  readonly deleted: number;
  /** The moment a pair's selections or check go from the source to the target. */
  readonly joined: number;
}

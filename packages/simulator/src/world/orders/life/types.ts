import type { DiningBehaviour } from '../../restaurant/catalogue.js';
import { DAY } from '../../values/calendar.js';
import type { OrderAddress } from '../../values/guid.js';
import { NEVER } from '../../values/instants.js';

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

/** A life while it is drawn up; every instant is NEVER until something is to happen. */
export interface LifeDraft {
  readonly address: OrderAddress;
  readonly role: Role;
  readonly kind: Kind;
  mode: DiningBehaviour;
  testMode: boolean;
  guests: number;
  /** Checks of its own, paid one after the other. */
  checks: number;
  /** Paid by card: then there is a capture at close-out. */
  card: boolean;
  readonly opened: number;
  created: number;
  promised: number;
  approved: number;
  /** When selections are added; the first is the creation. */
  rounds: number[];
  /** When the guests have all they ordered. */
  served: number;
  /** When discounts are applied to the first check. */
  discounted: number;
  split: number;
  lineRemoved: number;
  lineVoided: number;
  denied: number;
  /** By check. */
  paid: number[];
  closed: number;
  /** The first check's payment is voided and the check paid anew. */
  paymentVoided: number;
  repaid: number;
  dispatched: number;
  delivered: number;
  captured: number;
  tipped: number;
  refunded: number;
  /** A note to the kitchen is taken off the check days later. */
  noteRemoved: number;
  edited: number;
  /** The last check alone is voided. */
  checkVoided: number;
  orderVoided: number;
  deleted: number;
  /** The moment a pair's selections or check go from the source to the target. */
  joined: number;
}

/**
 * When everything happens to an order, fixed by the seed: epoch milliseconds, NEVER for what does
 * not. Whatever changes in an order's payload changes at one of these instants, so the latest of
 * them at or before `now` is its modification.
 */
export type Life = Readonly<Omit<LifeDraft, 'rounds' | 'paid'>> & {
  readonly rounds: readonly number[];
  readonly paid: readonly number[];
};

/** A life in which nothing has been decided but what the order is. */
export function blankLife(
  address: OrderAddress,
  role: Role,
  kind: Kind,
  opened: number,
): LifeDraft {
  return {
    address,
    role,
    kind,
    mode: 'DINE_IN',
    testMode: false,
    guests: 1,
    checks: 1,
    card: false,
    opened,
    created: opened,
    promised: NEVER,
    approved: NEVER,
    rounds: [],
    served: opened,
    discounted: NEVER,
    split: NEVER,
    lineRemoved: NEVER,
    lineVoided: NEVER,
    denied: NEVER,
    paid: [],
    closed: NEVER,
    paymentVoided: NEVER,
    repaid: NEVER,
    dispatched: NEVER,
    delivered: NEVER,
    captured: NEVER,
    tipped: NEVER,
    refunded: NEVER,
    noteRemoved: NEVER,
    edited: NEVER,
    checkVoided: NEVER,
    orderVoided: NEVER,
    deleted: NEVER,
    joined: NEVER,
  };
}

/** An order changes at most so long after its business day began, and exists so long before. */
export const LONGEST_LAG = 12 * DAY;
export const LONGEST_LEAD = 5 * DAY;

/** All instants at which an order changes, ascending; the first is its creation. */
export function timesOf(life: Life): number[] {
  const times = [life.created];
  const add = (time: number): void => {
    if (time === NEVER) return;
    let at = times.length;
    while (at > 0 && (times[at - 1] as number) > time) at -= 1;
    if (times[at - 1] !== time) times.splice(at, 0, time);
  };
  for (const round of life.rounds) add(round);
  for (const paid of life.paid) add(paid);
  add(life.approved);
  add(life.discounted);
  add(life.split);
  add(life.lineRemoved);
  add(life.lineVoided);
  add(life.denied);
  add(life.closed);
  add(life.paymentVoided);
  add(life.repaid);
  add(life.dispatched);
  add(life.delivered);
  add(life.captured);
  add(life.tipped);
  add(life.refunded);
  add(life.noteRemoved);
  add(life.edited);
  add(life.checkVoided);
  add(life.orderVoided);
  add(life.deleted);
  add(life.joined);
  return times;
}

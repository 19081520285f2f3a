import { DAY } from '../calendar.js';
import type { Life } from './types.js';

/** An order changes at most so long after its business day began, and exists so long before. */
export const LONGEST_LAG = 12 * DAY;
export const LONGEST_LEAD = 5 * DAY;

/** All instants at which an order changes, ascending; the first is its creation. */
export function timesOf(life: Life): number[] {
  const all = [
    life.created,
    ...life.rounds,
    ...life.paid,
    life.approved,
    life.discounted,
    life.split,
    life.lineRemoved,
    life.lineVoided,
    life.denied,
    life.closed,
    life.paymentVoided,
    life.repaid,
    life.dispatched,
    life.delivered,
    life.captured,
    life.tipped,
    life.refunded,
    life.noteRemoved,
    life.edited,
    life.checkVoided,
    life.orderVoided,
    life.deleted,
    life.joined,
  ];
  return all.filter(Number.isFinite).sort((a, b) => a - b);
}

/** The latest of some instants at or before `now`; -Infinity when there is none. */
export function latest(now: number, instants: readonly number[]): number {
  let last = Number.NEGATIVE_INFINITY;
  for (const instant of instants) if (instant <= now && instant > last) last = instant;
  return last;
}

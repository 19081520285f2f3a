import { DAY } from '../values/calendar.js';
import { NEVER, type Life } from './types.js';

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

/** The latest of some instants at or before `now`; -Infinity when there is none. */
export function latest(now: number, instants: readonly number[]): number {
  let last = Number.NEGATIVE_INFINITY;
  for (const instant of instants) if (instant <= now && instant > last) last = instant;
  return last;
}

import type { Json } from '../contract/json.js';
import type { BreakType, Catalogue } from '../restaurant/catalogue.js';
import { HOUR, MINUTE } from '../values/calendar.js';
import { timestamp, timestampBy } from '../values/instants.js';
import type { Rng } from '../values/random.js';
import type { Span } from './shifts.js';

/** A break within a time entry. A missed one is reported once the entry is closed. */
export interface BreakPlan {
  readonly guid: string;
  readonly type: BreakType;
  readonly typed: boolean;
  /** Null when it was missed. */
  readonly span: Span | null;
  readonly waived: boolean;
  readonly auditResponse: boolean | null;
}

/** Draws the breaks that are due within a working time: a meal, and a rest before it. */
export function breaksIn(
  work: Span,
  { breakTypes }: Catalogue,
  rng: Rng,
  guid: () => string,
): BreakPlan[] {
  const length = work.out - work.in;
  const plans: BreakPlan[] = [];
  const add = (type: BreakType, from: number, taken: boolean, waived: boolean): void => {
    const lasts = type.duration * MINUTE + rng.int(-2 * MINUTE, 6 * MINUTE);
    const prompted = type.trackBreakAcknowledgement && rng.chance(800);
    plans.push({
      guid: guid(),
      type,
      typed: rng.chance(850),
      span: taken ? { in: work.in + from, out: work.in + from + lasts } : null,
      waived,
      auditResponse: prompted ? rng.chance(800) : null,
    });
  };
  if (length > 4 * HOUR && rng.chance(350)) {
    add(breakTypes.rest, rng.int(80 * MINUTE, 110 * MINUTE), rng.chance(900), false);
  }
  if (length > 5 * HOUR) {
    const outcome = rng.int(0, 99);
    add(breakTypes.meal, rng.int(150 * MINUTE, 230 * MINUTE), outcome < 75, outcome >= 90);
  }
  return plans;
}

/**
 * Builds definition `TimeEntryBreak`, of a break that is known by now. Older entries have breaks
 * without a GUID and without the waiver (developer guide, "Getting time entries"; change of
 * 2026-03-25).
 */
export function breakJson(plan: BreakPlan, older: boolean, now: number): Json {
  const { span, type } = plan;
  return {
    guid: older ? undefined : plan.guid,
    breakType: plan.typed || older ? type.reference : null,
    paid: type.paid,
    inDate: span && timestamp(span.in),
    outDate: span && timestampBy(span.out, now),
    missed: span === null,
    waived: older ? null : plan.waived,
    auditResponse: plan.auditResponse,
  };
}

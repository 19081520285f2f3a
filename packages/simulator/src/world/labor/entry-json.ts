import type { Json } from '../contract/json.js';
import { businessDateOfDay, HOUR } from '../values/calendar.js';
import { EPOCH, latest, timestamp } from '../values/instants.js';
import { dollars } from '../values/money.js';
import { breakJson } from './breaks.js';
import { overrideAt } from './staff.js';
import { NO_TAKINGS } from './takings.js';
import type { EntryPlan } from './work.js';

/** Cents that a manager adds to the declared tips of an entry that is corrected. */
const FOUND_TIPS = 500;
const FULL_DAY_HOURS = 8;

/** Lists the instants at which an entry changes; a deleted entry no longer changes. */
function changesOf({ created, span, breaks, edited, deleted }: EntryPlan): number[] {
  const taken = breaks.flatMap((each) => (each.span ? [each.span.in, each.span.out] : []));
  const changes = [...taken, span.out, edited].filter((at) => at > created && at < deleted);
  return [created, ...changes, deleted];
}

/** Returns the entry's latest change at or before `now`; -Infinity while it does not exist. */
export function entryModified(entry: EntryPlan, now: number): number {
  return latest(now, changesOf(entry));
}

/**
 * Computes hours to four decimals, without unpaid breaks: eight regular ones, the rest overtime.
 */
function hoursOf(entry: EntryPlan, until: number): { regular: number; overtime: number } {
  const unpaid = entry.breaks.map(({ span, type }) =>
    span && !type.paid ? Math.max(0, Math.min(span.out, until) - span.in) : 0,
  );
  const paid = until - entry.span.in - unpaid.reduce((sum, each) => sum + each, 0);
  const salaried = entry.assignment.job.wageFrequency === 'SALARY';
  const hours = Math.round((paid / HOUR) * 10_000) / 10_000;
  const regular = salaried ? hours : Math.min(hours, FULL_DAY_HOURS);
  return { regular, overtime: Math.round((hours - regular) * 10_000) / 10_000 };
}

function shiftReference({ shift, reference }: EntryPlan): Json | string | null {
  if (shift === null || reference === 'none') return null;
  if (reference === 'guid') return shift.guid;
  return { guid: shift.guid, entityType: 'Shift', externalId: null };
}

/**
 * Builds definition `TimeEntry`, with missed breaks. While an entry is open its hours are those up
 * to its latest change, and its money is 0.
 */
export function entryJson(entry: EntryPlan, now: number): Json {
  const { assignment, span, breaks, deleted, older } = entry;
  const modified = entryModified(entry, now);
  const state = Math.min(now, deleted);
  const edited = entry.edited <= state;
  const out = span.out <= state ? (edited ? entry.editedOut : span.out) : null;
  const takings = out === null ? NO_TAKINGS : entry.takings;
  const hours = hoursOf(entry, out ?? modified);
  const { job } = assignment;
  const wage = (overrideAt(assignment, span.in) ?? job.wage) + (edited ? entry.editedRaise : 0);
  return {
    guid: entry.guid,
    entityType: 'TimeEntry',
    externalId: null,
    createdDate: timestamp(entry.created),
    modifiedDate: timestamp(modified),
    deletedDate: deleted <= now ? timestamp(deleted) : older ? null : EPOCH,
    deleted: deleted <= now,
    jobReference: job.reference,
    employeeReference: entry.member.reference,
    shiftReference: shiftReference(entry),
    inDate: timestamp(span.in),
    outDate: out === null ? null : timestamp(out),
    autoClockedOut: out !== null && entry.auto,
    businessDate: String(businessDateOfDay(entry.day)),
    regularHours: hours.regular,
    overtimeHours: hours.overtime,
    hourlyWage: job.wageFrequency === 'SALARY' ? null : dollars(wage),
    breaks: breaks
      .filter((each) => (each.span?.in ?? span.out) <= state)
      .map((each) => breakJson(each, older, state)),
    declaredCashTips: dollars(
      takings.cashTips + (edited && takings !== NO_TAKINGS ? FOUND_TIPS : 0),
    ),
    nonCashTips: dollars(takings.nonCashTips),
    nonCashTipsRoundingLoss: takings.roundingLoss === null ? null : dollars(takings.roundingLoss),
    cashGratuityServiceCharges: dollars(takings.cashGratuity),
    nonCashGratuityServiceCharges: dollars(takings.nonCashGratuity),
    tipsWithheld: dollars(takings.withheld),
    nonCashSales: dollars(takings.nonCashSales),
    cashSales: dollars(takings.cashSales),
  };
}

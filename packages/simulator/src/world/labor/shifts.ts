import type { Json } from '../contract/json.js';
import type { Restaurant } from '../restaurant/restaurant.js';
import { DAY, HOUR, MINUTE } from '../values/calendar.js';
import { guidOf, type OrderAddress, orderGuid } from '../values/guid.js';
import { EPOCH, latest, NEVER, timestamp } from '../values/instants.js';
import { mix, Rng, wordsOf } from '../values/random.js';
import type { Assignment, Half, Member, Staff } from './staff.js';

export interface Span {
  readonly in: number;
  readonly out: number;
}

/** A shift with its whole history; instants are NEVER for what does not happen. */
export interface ShiftPlan {
  readonly guid: string;
  readonly member: Member;
  readonly assignment: Assignment;
  readonly published: number;
  readonly span: Span;
  /** When the shift is moved, and where to. */
  readonly moved: number;
  readonly movedTo: Span;
  readonly unscheduled: number;
  /** The employee comes, scheduled or not. */
  readonly worked: boolean;
  readonly grace: boolean;
}

/** Maximum number of days that a schedule is published in advance. */
export const SCHEDULED_AHEAD = 14;

/* Added to a member's number for the second shift of a day. */
const SECOND = 64;
const SHIFTS = 0x5f;

/** GUIDs of shifts hold their address, as those of orders do. */
export const shiftSeed = (seed: number): number => mix(seed, SHIFTS);

/** Returns the working time of a half of a day. */
export function spanOf({ place, calendar }: Restaurant, day: number, half: Half): Span {
  const { opens, lastOrders } = place;
  const [from, to] = {
    early: [opens - 1, opens + 7],
    late: [lastOrders - 7.5, lastOrders + 0.5],
    through: [opens + 1, opens + 11],
  }[half] as [number, number];
  return { in: calendar.hour(day, from), out: calendar.hour(day, to) };
}

/** Tells whether a member is employed on a business day. */
export function employed(restaurant: Restaurant, member: Member, day: number): boolean {
  const start = restaurant.calendar.start(day);
  return member.hired <= start && member.left > start;
}

/** Tells whether a member works on a business day: servers every day, others five days in seven. */
export function onDuty(restaurant: Restaurant, member: Member, day: number): boolean {
  if (!employed(restaurant, member, day)) return false;
  if (member.serves) return true;
  if (member.shared && day % 2 !== restaurant.index % 2) return false;
  return (day + member.number * 3) % 7 < 5;
}

/** Draws the job that a member works in: mostly the first of their jobs that is not deleted yet. */
export function assignmentAt(member: Member, instant: number, rng: Rng): Assignment {
  const open = member.assignments.filter(({ job }) => job.deleted > instant);
  return open[open.length > 1 && rng.chance(200) ? 1 : 0] as Assignment;
}

function shiftOf(restaurant: Restaurant, member: Member, address: OrderAddress): ShiftPlan {
  const { day, index } = address;
  const { seed, index: restaurantIndex } = restaurant;
  const rng = new Rng(wordsOf(seed, SHIFTS, restaurantIndex, day, index));
  const extra = index >= SECOND;
  const half = extra ? (member.half === 'late' ? 'early' : 'late') : member.half;
  const whole = spanOf(restaurant, day, half);
  const span = { in: whole.in + rng.int(0, 3) * 15 * MINUTE, out: whole.out };
  const published = span.in - rng.int(9 * DAY, SCHEDULED_AHEAD * DAY - 1);
  const earlier = rng.int(1, 4) * 15 * MINUTE;
  const calledOff = rng.int(published + MINUTE, span.in - 2 * HOUR);
  const takenOffLater = whole.out + rng.int(HOUR, 3 * DAY);
  const fate = rng.int(0, 999);
  const gone = extra || (!member.serves && fate < 60);
  const moved = !gone && fate >= 200 && fate < 280;
  return {
    guid: orderGuid(shiftSeed(seed), address),
    member,
    assignment: assignmentAt(member, span.in, rng),
    published,
    span,
    moved: moved ? span.in - rng.int(3 * HOUR, 8 * DAY) : NEVER,
    movedTo: { in: span.in - earlier, out: span.out - earlier },
    unscheduled: gone ? calledOff : !member.serves && fate < 90 ? takenOffLater : NEVER,
    worked: !gone && (member.serves || fate < 90 || fate >= 130),
    grace: rng.chance(700),
  };
}

/** Returns the shift of that number on a business day, if there is one. */
export function shiftAt(
  restaurant: Restaurant,
  { members }: Staff,
  address: OrderAddress,
): ShiftPlan | undefined {
  const { day, index } = address;
  const { firstDay, lastDay } = restaurant.demand;
  const member = members[index % SECOND];
  if (!member || index >= 2 * SECOND || day < firstDay || day > lastDay + SCHEDULED_AHEAD) {
    return undefined;
  }
  if (!onDuty(restaurant, member, day)) return undefined;
  const extra = new Rng(wordsOf(restaurant.seed, 0xe5, restaurant.index, day, index)).chance(50);
  return index < SECOND || extra ? shiftOf(restaurant, member, address) : undefined;
}

/** Generates every shift of a business day, whenever it is published or removed. */
export function shiftsOn(restaurant: Restaurant, staff: Staff, day: number): ShiftPlan[] {
  return staff.members.flatMap(({ number }) =>
    [number, number + SECOND].flatMap(
      (index) => shiftAt(restaurant, staff, { restaurant: restaurant.index, day, index }) ?? [],
    ),
  );
}

/** Returns the time for which a shift is scheduled at `now`. */
export function scheduledSpan({ span, moved, movedTo }: ShiftPlan, now: number): Span {
  return moved <= now ? movedTo : span;
}

/** Builds definition `Shift`; all shifts with grace periods share one configuration. */
export function shiftJson({ seed, index }: Restaurant, shift: ShiftPlan, now: number): Json {
  const span = scheduledSpan(shift, now);
  return {
    guid: shift.guid,
    entityType: 'Shift',
    externalId: null,
    createdDate: timestamp(shift.published),
    modifiedDate: timestamp(latest(now, [shift.published, shift.moved])),
    deletedDate: EPOCH,
    deleted: false,
    jobReference: shift.assignment.job.reference,
    employeeReference: shift.member.reference,
    inDate: timestamp(span.in),
    outDate: timestamp(span.out),
    scheduleConfig: shift.grace
      ? {
          guid: guidOf(seed, `ScheduleConfig/${index}`),
          minBeforeClockIn: 10,
          minAfterClockIn: 7.5,
          minBeforeClockOut: 5,
          minAfterClockOut: 20,
        }
      : null,
  };
}

import type { Restaurant } from '../restaurant/restaurant.js';
import { DAY, HOUR, MINUTE } from '../values/calendar.js';
import { guidAt, type OrderAddress, orderGuid, orderWords } from '../values/guid.js';
import { NEVER } from '../values/instants.js';
import { mix, Rng, wordsOf } from '../values/random.js';
import { type BreakPlan, breaksIn } from './breaks.js';
import {
  assignmentAt,
  employed,
  onDuty,
  shiftAt,
  type ShiftPlan,
  type Span,
  spanOf,
} from './shifts.js';
import type { Assignment, Member, Staff } from './staff.js';
import { NO_TAKINGS, type Takings, takingsOf } from './takings.js';

/** A time entry with its whole history; instants are NEVER for what does not happen. */
export interface EntryPlan {
  readonly guid: string;
  readonly day: number;
  readonly member: Member;
  readonly assignment: Assignment;
  readonly shift: ShiftPlan | null;
  readonly reference: 'object' | 'guid' | 'none';
  /** The clock-in; later when a manager enters forgotten hours afterwards. */
  readonly created: number;
  readonly span: Span;
  readonly auto: boolean;
  readonly breaks: readonly BreakPlan[];
  readonly takings: Takings;
  /** When a manager corrects the entry, the clock-out from then on, and cents added to its wage. */
  readonly edited: number;
  readonly editedOut: number;
  readonly editedRaise: number;
  readonly deleted: number;
  /** Lacks the properties that newer entries have: GUIDs of breaks, their waivers. */
  readonly older: boolean;
}

/** The longest time after the start of its business day at which an entry changes. */
export const LONGEST_LAG = 9 * DAY;

/* Index ranges of a day's entries: those of shifts, those without one, accidental ones. */
const KIND = 64;
const ENTRIES = 0x7e;

/** GUIDs of entries hold their address, as those of orders do. */
export const entrySeed = (seed: number): number => mix(seed, ENTRIES);

interface Frame {
  readonly restaurant: Restaurant;
  readonly address: OrderAddress;
  readonly member: Member;
  readonly rng: Rng;
  readonly guid: () => string;
}

/**
 * Draws clock-in and clock-out around the scheduled times; some are clocked out automatically at
 * close-out.
 */
function clocked({ restaurant, address, rng }: Frame, due: Span, mayForget: boolean) {
  const closeout = restaurant.calendar.start(address.day + 1);
  const auto = mayForget && rng.chance(80);
  const out = due.out + rng.int(-20 * MINUTE, 20 * MINUTE);
  return {
    span: { in: due.in + rng.int(-10 * MINUTE, 9 * MINUTE), out: auto ? closeout : out },
    auto,
  };
}

function worked(frame: Frame, shift: ShiftPlan | null): EntryPlan {
  const { restaurant, address, member, rng } = frame;
  const due = shift
    ? shift.moved === NEVER
      ? shift.span
      : shift.movedTo
    : spanOf(restaurant, address.day, 'late');
  const { span, auto } = clocked(frame, due, shift?.member.half === 'late');
  const forgotten = shift === null && rng.chance(350);
  const assignment = shift?.assignment ?? assignmentAt(member, due.in, rng);
  const edited = !forgotten && rng.chance(auto ? 500 : 60);
  const corrected = auto ? due.out : span.out - rng.int(2 * MINUTE, 25 * MINUTE);
  return {
    guid: orderGuid(entrySeed(restaurant.seed), address),
    day: address.day,
    member,
    assignment,
    shift,
    reference: shift === null ? 'none' : rng.pick(['object', 'guid', 'none'] as const),
    created: forgotten ? span.out + rng.int(4 * HOUR, 3 * DAY) : span.in,
    span,
    auto,
    breaks: breaksIn({ in: span.in, out: corrected }, restaurant.catalogue, rng, frame.guid),
    takings: takingsOf(restaurant, address.day, member, assignment.job.tipped, rng),
    edited: edited ? span.out + rng.int(10 * HOUR, 6 * DAY) : NEVER,
    editedOut: corrected,
    deleted: NEVER,
    older: rng.chance(120),
    editedRaise: rng.chance(250) ? 75 : 0,
  };
}

/** Draws an entry clocked in by mistake, clocked out at once, and deleted later. */
function accident({ restaurant, address, member, rng }: Frame, real: EntryPlan): EntryPlan {
  const out = real.span.in - rng.int(20_000, MINUTE);
  return {
    ...real,
    guid: orderGuid(entrySeed(restaurant.seed), address),
    member,
    reference: 'none',
    created: out - 90_000,
    span: { in: out - 90_000, out },
    auto: false,
    breaks: [],
    takings: NO_TAKINGS,
    edited: NEVER,
    deleted: out + rng.int(5 * MINUTE, 5 * DAY),
  };
}

/** Returns the time entry of that number on a business day, if there is one. */
export function entryAt(
  restaurant: Restaurant,
  staff: Staff,
  address: OrderAddress,
): EntryPlan | undefined {
  const { day, index } = address;
  const { seed, demand } = restaurant;
  const kind = Math.floor(index / KIND);
  const member = staff.members[index % KIND];
  if (!member || kind > 2 || day < demand.firstDay || day > demand.lastDay) return undefined;
  const words = orderWords(entrySeed(seed), address);
  let count = 0;
  const rng = new Rng(wordsOf(seed, ENTRIES, restaurant.index, day, index));
  const guid = (): string => guidAt(words, ++count);
  const frame: Frame = { restaurant, address, member, rng, guid };
  if (kind === 2) {
    if (!rng.chance(40)) return undefined;
    const real = entryAt(restaurant, staff, { ...address, index: member.number });
    return real && accident(frame, real);
  }
  if (kind === 1) {
    const helps = employed(restaurant, member, day) && !onDuty(restaurant, member, day);
    return helps && !member.shared && rng.chance(200) ? worked(frame, null) : undefined;
  }
  const shift = shiftAt(restaurant, staff, { ...address, index: member.number });
  return shift?.worked ? worked(frame, shift) : undefined;
}

/** Generates every time entry of a business day, whenever it is created or deleted. */
export function entriesOn(restaurant: Restaurant, staff: Staff, day: number): EntryPlan[] {
  return staff.members.flatMap(({ number }) =>
    [number, number + KIND, number + 2 * KIND].flatMap(
      (index) => entryAt(restaurant, staff, { restaurant: restaurant.index, day, index }) ?? [],
    ),
  );
}

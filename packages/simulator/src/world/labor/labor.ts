import { LruCache } from '../../common/lru-cache.js';
import type { Json, Range } from '../contract/json.js';
import type { Labor } from '../contract/labor.js';
import type { Restaurant } from '../restaurant/restaurant.js';
import { dayOfBusinessDate } from '../values/calendar.js';
import { addressOf, type OrderAddress, orderGuid } from '../values/guid.js';
import { NEVER } from '../values/instants.js';
import { entryJson, entryModified } from './entry-json.js';
import { jobJson } from './jobs.js';
import {
  SCHEDULED_AHEAD,
  scheduledSpan,
  shiftAt,
  shiftJson,
  type ShiftPlan,
  shiftSeed,
  shiftsOn,
} from './shifts.js';
import { employeeJson, type Staff, staffOf } from './staff.js';
import { entriesOn, entryAt, type EntryPlan, entrySeed, LONGEST_LAG } from './work.js';

const byGuid = (a: { readonly guid: string }, b: { readonly guid: string }): number =>
  a.guid < b.guid ? -1 : 1;

/** Returns the address in a GUID, if it is one of the restaurant's. */
function addressIn(seed: number, { index }: Restaurant, guid: string): OrderAddress | undefined {
  const address = addressOf(seed, guid);
  return address.restaurant === index && orderGuid(seed, address) === guid ? address : undefined;
}

function days(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, k) => from + k);
}

/** Plans are kept because lists cover many days and are asked for again: at most about 30 MB each. */
const KEPT_PLANS = 30_000;

type PlansOn<P> = (restaurant: Restaurant, staff: Staff, day: number) => readonly P[];

/** Keeps the plans of days that were generated lately, for the restaurants of one world. */
function remembering<P>(plansOn: PlansOn<P>): PlansOn<P> {
  const known = new LruCache<readonly P[]>(KEPT_PLANS, (plans) => plans.length + 1);
  return (restaurant, staff, day) => {
    const key = `${restaurant.index}/${day}`;
    const plans = known.get(key) ?? plansOn(restaurant, staff, day);
    known.set(key, plans);
    return plans;
  };
}

/**
 * Creates the labor of a world's restaurants, generated day by day on demand. Only the changes made
 * by `unscheduleShift` and `deleteTimeEntry` have to be stored.
 */
export function createLabor(restaurantOf: (guid: string) => Restaurant): Labor {
  const plannedShifts = remembering(shiftsOn);
  const plannedEntries = remembering(entriesOn);
  const staffs = new Map<string, Staff>();
  const takenOff = new Map<string, number>();
  const deletions = new Map<string, number>();

  const staffed = (guid: string): { restaurant: Restaurant; staff: Staff } => {
    const restaurant = restaurantOf(guid);
    const staff = staffs.get(guid) ?? staffOf(restaurant);
    staffs.set(guid, staff);
    return { restaurant, staff };
  };
  const scheduled = (shift: ShiftPlan, now: number): boolean => {
    const gone = Math.min(shift.unscheduled, takenOff.get(shift.guid) ?? NEVER);
    return shift.published <= now && gone > now;
  };
  const findShift = (restaurantGuid: string, guid: string, now: number) => {
    const { restaurant, staff } = staffed(restaurantGuid);
    const address = addressIn(shiftSeed(restaurant.seed), restaurant, guid);
    const shift = address && shiftAt(restaurant, staff, address);
    return shift && scheduled(shift, now) ? shift : undefined;
  };
  const asDeleted = (entry: EntryPlan): EntryPlan => {
    const deleted = deletions.get(entry.guid);
    return deleted === undefined ? entry : { ...entry, deleted: Math.min(deleted, entry.deleted) };
  };
  const findEntry = (restaurantGuid: string, guid: string, now: number) => {
    const { restaurant, staff } = staffed(restaurantGuid);
    const address = addressIn(entrySeed(restaurant.seed), restaurant, guid);
    const entry = address && entryAt(restaurant, staff, address);
    return entry && entry.created <= now ? asDeleted(entry) : undefined;
  };
  /** Generates the entries of a range of business days that exist at `now` and pass a test. */
  const entries = (
    restaurantGuid: string,
    [from, to]: readonly [number, number],
    now: number,
    test: (entry: EntryPlan) => boolean,
  ): Json[] => {
    const { restaurant, staff } = staffed(restaurantGuid);
    const { firstDay, lastDay } = restaurant.demand;
    return days(Math.max(from, firstDay), Math.min(to, lastDay))
      .flatMap((day) => plannedEntries(restaurant, staff, day))
      .map(asDeleted)
      .filter((entry) => entry.created <= now && test(entry))
      .sort(byGuid)
      .map((entry) => entryJson(entry, now));
  };
  const deletedDays = ({ seed }: Restaurant): number[] =>
    [...deletions.keys()].map((guid) => addressOf(entrySeed(seed), guid).day);

  return {
    jobs(restaurantGuid, now) {
      const { jobs } = staffed(restaurantGuid).staff;
      return jobs.filter(({ created }) => created <= now).map((job) => jobJson(job, now));
    },

    employees(restaurantGuid, now) {
      const { restaurant, staff } = staffed(restaurantGuid);
      return staff.members
        .filter(({ hired }) => hired <= now)
        .map((member) => employeeJson(member, restaurant.place, now));
    },

    shifts(restaurantGuid, { start, end }: Range, now) {
      const { restaurant, staff } = staffed(restaurantGuid);
      const { calendar, demand } = restaurant;
      const from = Math.max(calendar.dayAt(start), demand.firstDay);
      const to = Math.min(calendar.dayAt(end), demand.lastDay + SCHEDULED_AHEAD);
      return days(from, to)
        .flatMap((day) => plannedShifts(restaurant, staff, day))
        .filter((shift) => {
          const span = scheduledSpan(shift, now);
          return scheduled(shift, now) && span.in >= start && span.out < end;
        })
        .sort(byGuid)
        .map((shift) => shiftJson(restaurant, shift, now));
    },

    shift(restaurantGuid, guid, now) {
      const shift = findShift(restaurantGuid, guid, now);
      return shift && shiftJson(restaurantOf(restaurantGuid), shift, now);
    },

    timeEntriesBegun(restaurantGuid, { start, end }, now) {
      const { calendar } = restaurantOf(restaurantGuid);
      const begun = [calendar.dayAt(start), calendar.dayAt(end)] as const;
      return entries(restaurantGuid, begun, now, ({ span }) => span.in >= start && span.in < end);
    },

    timeEntriesModified(restaurantGuid, { start, end }, now) {
      const restaurant = restaurantOf(restaurantGuid);
      const { calendar } = restaurant;
      const from = calendar.dayAt(start - LONGEST_LAG);
      return entries(
        restaurantGuid,
        // A deletion through the control API may be later than any generated one.
        [Math.min(from, ...deletedDays(restaurant)), calendar.dayAt(end)],
        now,
        (entry) => {
          const modified = entryModified(entry, now);
          return modified >= start && modified < end;
        },
      );
    },

    timeEntriesOn(restaurantGuid, businessDate, now) {
      const day = dayOfBusinessDate(businessDate);
      return entries(restaurantGuid, [day, day], now, () => true);
    },

    timeEntry(restaurantGuid, guid, now) {
      const entry = findEntry(restaurantGuid, guid, now);
      return entry && entryJson(entry, now);
    },

    unscheduleShift(restaurantGuid, guid, now) {
      const found = findShift(restaurantGuid, guid, now) !== undefined;
      if (found) takenOff.set(guid, now);
      return found;
    },

    deleteTimeEntry(restaurantGuid, guid, now) {
      const entry = findEntry(restaurantGuid, guid, now);
      const found = entry !== undefined && entry.deleted > now;
      if (found) deletions.set(guid, now);
      return found;
    },
  };
}

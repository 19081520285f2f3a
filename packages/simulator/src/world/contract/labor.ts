import type { Json, Range } from './json.js';

/**
 * Jobs, staff, shifts and time entries of a world, as `labor.yaml` defines them. All instants are
 * epoch milliseconds (UTC); a payload is as Toast sends it at `now`. Throws RangeError for a
 * restaurant that is not of the world.
 */
export interface Labor {
  /** Deleted ones too. */
  jobs(restaurantGuid: string, now: number): readonly Json[];
  /** Deleted ones too. */
  employees(restaurantGuid: string, now: number): readonly Json[];
  /** Shifts that lie inside the range (in no order): begun in it, and ended before its end. */
  shifts(restaurantGuid: string, range: Range, now: number): readonly Json[];
  shift(restaurantGuid: string, guid: string, now: number): Json | undefined;
  /** Time entries begun in the range, archived ones and missed breaks included, in no order. */
  timeEntriesBegun(restaurantGuid: string, range: Range, now: number): readonly Json[];
  /** As `timeEntriesBegun`, by their latest change at or before `now`. */
  timeEntriesModified(restaurantGuid: string, range: Range, now: number): readonly Json[];
  /** As `timeEntriesBegun`, by business date (yyyymmdd). */
  timeEntriesOn(restaurantGuid: string, businessDate: number, now: number): readonly Json[];
  timeEntry(restaurantGuid: string, guid: string, now: number): Json | undefined;
  /** From `now` on the shift is no longer found; false when there is none to take off. */
  unscheduleShift(restaurantGuid: string, guid: string, now: number): boolean;
  /** From `now` on the entry is archived; false when there is none to delete. */
  deleteTimeEntry(restaurantGuid: string, guid: string, now: number): boolean;
}

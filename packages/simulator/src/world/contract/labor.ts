import type { Json, Range } from './json.js';

/**
 * Jobs, employees, shifts and time entries of a world, as `labor.yaml` defines them. All instants
 * are epoch milliseconds (UTC); payloads are as Toast sends them at `now`. Throws RangeError for a
 * restaurant of another world.
 */
export interface Labor {
  /** Deleted ones are included. */
  jobs(restaurantGuid: string, now: number): readonly Json[];
  /** Deleted ones are included. */
  employees(restaurantGuid: string, now: number): readonly Json[];
  /** Shifts that begin in the range and end before its end, unordered. */
  shifts(restaurantGuid: string, range: Range, now: number): readonly Json[];
  shift(restaurantGuid: string, guid: string, now: number): Json | undefined;
  /** Time entries that begin in the range, with archived ones and missed breaks, unordered. */
  timeEntriesBegun(restaurantGuid: string, range: Range, now: number): readonly Json[];
  /** Like `timeEntriesBegun`, by their latest change at or before `now`. */
  timeEntriesModified(restaurantGuid: string, range: Range, now: number): readonly Json[];
  /** Like `timeEntriesBegun`, by business date (yyyymmdd). */
  timeEntriesOn(restaurantGuid: string, businessDate: number, now: number): readonly Json[];
  timeEntry(restaurantGuid: string, guid: string, now: number): Json | undefined;
  /** Removes a shift from the schedule, from `now` on; false when there is none. */
  unscheduleShift(restaurantGuid: string, guid: string, now: number): boolean;
  /** Archives a time entry, from `now` on; false when there is none to archive. */
  deleteTimeEntry(restaurantGuid: string, guid: string, now: number): boolean;
}

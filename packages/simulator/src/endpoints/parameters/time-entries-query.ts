import type { LocationCall } from '../../http/call.js';
import { Refusal } from '../../http/error-message.js';
import type { Json } from '../../world/contract/json.js';
import type { Labor } from '../../world/contract/labor.js';
import { businessDateParam, rangeParam } from './dates.js';
import { type Find, severalOf } from './labor-identifiers.js';

const MODES = [
  ['timeEntryIds'],
  ['startDate', 'endDate'],
  ['modifiedStartDate', 'modifiedEndDate'],
  ['businessDate'],
] as const;

const isTrue = (call: LocationCall, name: string): boolean => call.query.get(name) === 'true';

/** Removes missed breaks unless the call requests them (`includeMissedBreaks`). */
export function withBreaks(call: LocationCall, entry: Json): Json {
  if (isTrue(call, 'includeMissedBreaks')) return entry;
  const breaks = entry.breaks as readonly Json[];
  return { ...entry, breaks: breaks.filter(({ missed }) => missed !== true) };
}

/** Makes a function that finds a time entry; archived ones only with `includeArchived`. */
export function findEntry(labor: Labor, call: LocationCall): Find {
  return (identifier) => {
    const entry = labor.timeEntry(call.restaurant.guid, identifier, call.now);
    return entry?.deleted === true && !isTrue(call, 'includeArchived') ? undefined : entry;
  };
}

/**
 * Selects the time entries that a call asks for: by identifiers, by a range of clock-in times, by a
 * range of modification times, or by business date. Archived entries are always returned by
 * modification time, never by business date, otherwise with `includeArchived` (operation
 * `timeEntriesGet`). Throws a 400 unless exactly one of the four is given.
 */
export function selectTimeEntries(labor: Labor, call: LocationCall): readonly Json[] {
  const { restaurant, now } = call;
  const asked = MODES.filter((names) => names.some((name) => call.query.has(name)));
  const [mode] = asked;
  if (asked.length !== 1 || mode === undefined) {
    throw new Refusal(
      400,
      'EITHER timeEntryIds OR (startDate and endDate) OR (modifiedStartDate and modifiedEndDate) ' +
        'OR businessDate is required',
    );
  }
  const live = (entries: readonly Json[]) => entries.filter(({ deleted }) => deleted !== true);
  switch (mode[0]) {
    case 'timeEntryIds':
      return severalOf(call, mode[0], findEntry(labor, call)) ?? [];
    case 'startDate': {
      const begun = labor.timeEntriesBegun(
        restaurant.guid,
        rangeParam(call, mode, 'withOffset'),
        now,
      );
      return isTrue(call, 'includeArchived') ? begun : live(begun);
    }
    case 'modifiedStartDate':
      return labor.timeEntriesModified(restaurant.guid, rangeParam(call, mode, 'withOffset'), now);
    case 'businessDate':
      return live(labor.timeEntriesOn(restaurant.guid, businessDateParam(call), now));
  }
}

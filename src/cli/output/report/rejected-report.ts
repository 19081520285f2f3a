import type { Rejected } from '../../../extract/report/rejected.js';
import type { NotFound } from '../../../extract/report/summary.js';
import { plural } from '../table/numbers.js';
import { limited, type Line } from './report-lines.js';
import { restaurantName } from './restaurant-name.js';

const advice =
  'A later version replaces a rejected entity by itself. Until then, correct it in Toast or ask Toast support about it, and read its window again with `toast extract --from … --to …`.';

/** Formats the entities that a run could not load: a line each, and what to do about them. */
export function rejectedLines(rejected: readonly Rejected[], all?: boolean): Line[] {
  if (rejected.length === 0) return [];
  const lines = rejected.map((row): Line => {
    const { resource, id, reason, windowStart, windowEnd } = row;
    const where =
      windowStart === null ? '' : `, ${windowStart.slice(0, 16)} to ${windowEnd?.slice(0, 16)}`;
    const entity = `${id ?? 'an entity'} ${reason}`;
    return ['rejected', `${resource} of ${restaurantName(row)}${where}: ${entity}`];
  });
  return [...limited(lines, all), ['', advice]];
}

/** Formats the optional resources that Toast answered with 404: a line each. */
export function notFoundLines(notFound: readonly NotFound[]): string[] {
  return notFound.map(({ resource, restaurantIds: { length } }) => {
    return `nothing there: ${resource} of ${plural(length, 'restaurant')} (Toast answered 404: nothing is published, or the account does not have it)`;
  });
}

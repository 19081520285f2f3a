import type { Rejected } from '../../extract/report/rejected.js';
import type { NotFound } from '../../extract/report/summary.js';
import { wholeAccount } from '../../warehouse/state/ledger.js';
import { formatCount } from './numbers.js';
import { renderTable } from './table.js';

/* More lines would push the rest of a report off the screen. */
const maxLines = 10;

const advice =
  'A later version replaces a rejected entity by itself. Until then, correct it in Toast or ask Toast support about it, and read its window again with `toast extract --from … --to …`.';

/** Formats the entities that a run could not load: a line each, and what to do about them. */
export function rejectedLines(rejected: readonly Rejected[]): string[] {
  if (rejected.length === 0) return [];
  const lines = rejected.slice(0, maxLines).map(({ resource, id, reason, ...row }) => {
    const where = row.windowStart === null ? '' : `, ${row.windowStart} to ${row.windowEnd}`;
    return `rejected: ${resource} of ${restaurantOf(row)}${where}: ${id ?? 'an entity'} ${reason}`;
  });
  const more = rejected.length - lines.length;
  const rest = more > 0 ? [`and ${formatCount(more)} more; toast status lists all of them`] : [];
  return [...lines, ...rest, advice];
}

/** Formats all rejected entities as a table, and what to do about them. */
export function rejectedTable(rejected: readonly Rejected[], width: number): string[] {
  if (rejected.length === 0) return [];
  const table = renderTable({
    columns: [
      ...['restaurant', 'resource', 'rejected entity'].map((name) => ({ name })),
      { name: 'reason', wrap: true },
      ...['from', 'to', 'last seen'].map((name) => ({ name })),
    ],
    rows: rejected.map((row) => [
      restaurantOf(row),
      row.resource,
      row.id ?? 'without id',
      row.reason,
      row.windowStart ?? 'in full',
      row.windowEnd ?? '',
      row.lastSeen,
    ]),
    width,
  });
  return [table, advice];
}

/** Formats the optional resources that Toast answered with 404: a line each. */
export function notFoundLines(notFound: readonly NotFound[]): string[] {
  return notFound.map(({ resource, restaurantIds: { length } }) => {
    const restaurants = length === 1 ? '1 restaurant' : `${formatCount(length)} restaurants`;
    return `nothing there: ${resource} of ${restaurants} (Toast answered 404: nothing is published, or the account does not have it)`;
  });
}

function restaurantOf({
  restaurant,
  restaurantId,
}: Pick<Rejected, 'restaurant' | 'restaurantId'>): string {
  if (restaurantId === wholeAccount) return 'all restaurants';
  return restaurant || restaurantId;
}

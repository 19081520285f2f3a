import type { ExtractSummary, Problem } from '../../../extract/report/summary.js';
import { reasonText, shortReason } from '../reason.js';
import { formatCount, plural } from '../table/numbers.js';
import { missingWarnings } from './missing-report.js';
import { rejectedLines } from './rejected-report.js';
import { limited, type Line } from './report-lines.js';
import { restaurantName } from './restaurant-name.js';

/** Formats what an extraction read: orders, other rows, restaurants, and what was not read. */
export function extractLines(summary: ExtractSummary, all?: boolean): Line[] {
  const [orders, others] = [true, false].map((areOrders) =>
    summary.resources.filter(({ resource }) => (resource === 'orders') === areOrders),
  ) as [ExtractSummary['resources'], ExtractSummary['resources']];
  const restaurants = Math.max(0, ...summary.resources.map((row) => row.restaurants));
  const incomplete = new Set(summary.problems.map(({ restaurantId }) => restaurantId)).size;
  return [
    ...(orders.length === 0 ? [] : [['orders', changed(orders)] as Line]),
    ['other rows', `${changed(others)} (${plural(others.length, 'resource')})`],
    [
      'restaurants',
      `${formatCount(restaurants)}${incomplete === 0 ? '' : `, ${formatCount(incomplete)} not complete`}`,
    ],
    ...notReadLines(summary, all),
  ];
}

/** Formats how many orders an extraction found: `12 new, 3 changed`. */
export function orderCounts({ resources }: ExtractSummary): string {
  return changed(resources.filter(({ resource }) => resource === 'orders'));
}

/** Formats how many orders and other rows an extraction read: `120 orders and 3,400 other rows`. */
export function rowCounts({ resources }: ExtractSummary): string {
  const orders = resources.find(({ resource }) => resource === 'orders')?.rowsRead ?? 0;
  const all = resources.reduce((sum, { rowsRead }) => sum + rowsRead, 0);
  return `${plural(orders, 'order')} and ${plural(all - orders, 'other row')}`;
}

function changed(rows: readonly { rowsNew: number; rowsUpdated: number }[]): string {
  const total = (count: 'rowsNew' | 'rowsUpdated') =>
    formatCount(rows.reduce((sum, row) => sum + row[count], 0));
  return `${total('rowsNew')} new, ${total('rowsUpdated')} changed`;
}

/** Formats what an extraction did not read, with names and reasons; nothing if it read all. */
export function notReadLines(summary: ExtractSummary, all?: boolean): Line[] {
  const { missingRestaurants, missingScopes, problems, rejected, unitsLeft } = summary;
  return [
    ...missingWarnings(missingRestaurants).map((text): Line => ['missing', text]),
    ...missingScopes.map(({ resource, scope }): Line => [
      'no scope',
      `${resource}: the credentials lack ${scope}`,
    ]),
    ...limited(problemLines(problems), all),
    ...rejectedLines(rejected, all),
    ...(unitsLeft === 0
      ? []
      : [['interrupted', `${plural(unitsLeft, 'window')} left for the next run`] as Line]),
  ];
}

/* One line for windows of a resource that were not read for the same reason, however many they are. */
function problemLines(problems: readonly Problem[]): Line[] {
  const groups = new Map<string, Problem[]>();
  for (const problem of problems) {
    const { status, resource, error } = problem;
    const key = JSON.stringify([status, resource, shortReason(error)]);
    groups.set(key, [...(groups.get(key) ?? []), problem]);
  }
  return [...groups.values()].map((windows): Line => {
    const [{ status, resource, error }] = windows as [Problem];
    const reason = windows.length === 1 ? reasonText(error) : shortReason(error);
    return [status, `${resource} of ${restaurantsOf(windows)}${timeRange(windows)}: ${reason}`];
  });
}

const maxNames = 3;

function restaurantsOf(problems: readonly Problem[]): string {
  const names = [
    ...new Map(problems.map((each) => [each.restaurantId, restaurantName(each)])).values(),
  ];
  const more = names.length - maxNames;
  return `${names.slice(0, maxNames).join('; ')}${more > 0 ? ` and ${plural(more, 'other restaurant')}` : ''}`;
}

function timeRange(windows: readonly Problem[]): string {
  const starts = windows.flatMap(({ windowStart }) => windowStart ?? []).sort();
  const ends = windows.flatMap(({ windowEnd }) => windowEnd ?? []).sort();
  if (starts[0] === undefined) return '';
  const count = windows.length === 1 ? '' : `, ${plural(windows.length, 'window')}`;
  return `${count}, ${starts[0].slice(0, 16)} to ${ends.at(-1)?.slice(0, 16)}`;
}

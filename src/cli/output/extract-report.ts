import type { Unit } from '../../extract/plan/plan.js';
import type { ExtractSummary, Problem } from '../../extract/report/summary.js';
import { isWindowed } from '../../resources/resource.js';
import { printable } from '../../printable.js';
import { formatCount, formatDuration } from './numbers.js';
import { missingWarnings } from './missing-report.js';
import { notFoundLines, rejectedLines } from './rejected-report.js';
import { countColumn } from './table-column.js';
import { renderTable } from './table.js';

/**
 * Formats what `toast extract` prints: a table with a row per resource, then the resources, windows and
 * entities that were not read.
 */
export function extractReport(summary: ExtractSummary, width: number): string {
  const table = renderTable({
    columns: [
      { name: 'resource' },
      ...['restaurants', 'windows done', 'skipped', 'failed'].map(countColumn),
      ...['rows read', 'new', 'updated', 'requests'].map(countColumn),
      { name: 'time', align: 'right', format: (seconds) => formatDuration(Number(seconds)) },
    ],
    rows: summary.resources.map((row) => [
      row.resource,
      row.restaurants,
      row.windowsDone,
      row.windowsSkipped,
      row.windowsFailed,
      row.rowsRead,
      row.rowsNew,
      row.rowsUpdated,
      row.requests,
      row.seconds,
    ]),
    width,
  });
  const remaining =
    summary.unitsLeft === 0
      ? []
      : [`Interrupted: ${formatCount(summary.unitsLeft)} windows remain; the next run reads them.`];
  const missingScopes = summary.missingScopes.map(
    ({ resource, scope }) =>
      `not read: ${resource} (the credentials are missing the scope ${scope})`,
  );
  return [
    table,
    ...[
      ...missingWarnings(summary.missingRestaurants),
      ...missingScopes,
      ...notFoundLines(summary.notFound),
      ...problemLines(summary.problems),
      ...rejectedLines(summary.rejected),
      ...remaining,
    ].map(printable),
  ].join('\n');
}

/* More lines would push the table off the screen; `toast status` lists all of them. */
const maxProblemLines = 10;

/* Returns one line per resource and restaurant, however many of its windows are affected. */
function problemLines(problems: readonly Problem[]): string[] {
  const groups = new Map<string, Problem[]>();
  for (const problem of problems) {
    const key = `${problem.status} ${problem.resource} ${problem.restaurantId}`;
    groups.set(key, [...(groups.get(key) ?? []), problem]);
  }
  const lines = [...groups.values()].map((windows) => {
    const [{ status, resource, restaurantId, error }] = windows as [Problem];
    return `${status}: ${resource} of ${restaurantId}${timeRange(windows)}: ${error}`;
  });
  if (lines.length <= maxProblemLines) return lines;
  const more = `and ${formatCount(lines.length - maxProblemLines)} more; toast status lists all of them`;
  return [...lines.slice(0, maxProblemLines), more];
}

function timeRange(windows: readonly Problem[]): string {
  const starts = windows.flatMap(({ windowStart }) => windowStart ?? []).sort();
  const ends = windows.flatMap(({ windowEnd }) => windowEnd ?? []).sort();
  if (starts[0] === undefined) return '';
  const count = windows.length === 1 ? '' : `, ${windows.length} windows`;
  return `${count}, ${starts[0]} to ${ends.at(-1)}`;
}

/** Formats what `toast extract --dry-run` prints: a table with a row per planned window. */
export function planReport(units: readonly Unit[], width: number): string {
  return renderTable({
    columns: ['restaurant', 'resource', 'from', 'to'].map((name) => ({ name })),
    rows: units.map(({ restaurantId, resource, window }) => [
      restaurantId,
      resource.name,
      ...(!isWindowed(resource)
        ? ['in full', '']
        : [new Date(window.start).toISOString(), new Date(window.end).toISOString()]),
    ]),
    width,
  });
}

import type { Unit } from '../../extract/plan/plan.js';
import type { ExtractSummary, Problem } from '../../extract/report/summary.js';
import { isWindowed } from '../../resources/resource.js';
import { duration, grouped } from './number.js';
import { renderTable } from './table.js';

/** What a run did, as a table with a line per resource and the windows that were not read. */
export function extractReport(summary: ExtractSummary, width: number | undefined): string {
  const table = renderTable({
    headers: [
      'resource',
      'restaurants',
      'windows done',
      'skipped',
      'failed',
      'rows read',
      'new',
      'updated',
      'requests',
      'time',
    ],
    rows: summary.resources.map((row) => [
      row.resource,
      grouped(row.restaurants),
      grouped(row.windowsDone),
      grouped(row.windowsSkipped),
      grouped(row.windowsFailed),
      grouped(row.rowsRead),
      grouped(row.rowsNew),
      grouped(row.rowsUpdated),
      grouped(row.requests),
      duration(row.seconds),
    ]),
    numeric: [false, true, true, true, true, true, true, true, true, true],
    width,
  });
  const left =
    summary.unitsLeft === 0
      ? []
      : [`Interrupted: ${grouped(summary.unitsLeft)} windows are left; the next run reads them.`];
  const unreadable = summary.missingScopes.map(
    ({ resource, scope }) => `not read: ${resource} (the credentials lack the scope ${scope})`,
  );
  return [table, ...unreadable, ...problemLines(summary.problems), ...left].join('\n');
}

/* More would push the table out of sight; `toast status` has them all. */
const mostProblems = 10;

/* One line per resource and restaurant, however many of its windows it concerns. */
function problemLines(problems: readonly Problem[]): string[] {
  const groups = new Map<string, Problem[]>();
  for (const problem of problems) {
    const key = `${problem.status} ${problem.resource} ${problem.restaurantId}`;
    groups.set(key, [...(groups.get(key) ?? []), problem]);
  }
  const lines = [...groups.values()].map((windows) => {
    const [{ status, resource, restaurantId, error }] = windows as [Problem];
    return `${status}: ${resource} of ${restaurantId}${span(windows)}: ${error}`;
  });
  if (lines.length <= mostProblems) return lines;
  const more = `and ${grouped(lines.length - mostProblems)} more: toast status names them`;
  return [...lines.slice(0, mostProblems), more];
}

function span(windows: readonly Problem[]): string {
  const starts = windows.flatMap(({ windowStart }) => windowStart ?? []).sort();
  const ends = windows.flatMap(({ windowEnd }) => windowEnd ?? []).sort();
  if (starts[0] === undefined) return '';
  const count = windows.length === 1 ? '' : `, ${windows.length} windows`;
  return `${count}, ${starts[0]} to ${ends.at(-1)}`;
}

/** What a run would read, as a table. */
export function planReport(units: readonly Unit[], width: number | undefined): string {
  return renderTable({
    headers: ['restaurant', 'resource', 'from', 'to'],
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

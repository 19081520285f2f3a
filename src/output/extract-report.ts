import type { Unit } from '../extract/plan.js';
import type { ExtractSummary } from '../extract/summary.js';
import { isWindowed } from '../resources/resource.js';
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
  const problems = summary.problems.map(
    ({ status, resource, restaurantId, windowStart, windowEnd, error }) =>
      `${status}: ${resource} of ${restaurantId}, ${windowStart} to ${windowEnd}: ${error}`,
  );
  const left =
    summary.unitsLeft === 0
      ? []
      : [`Interrupted: ${grouped(summary.unitsLeft)} windows are left; the next run reads them.`];
  const unreadable = summary.unreadable.map(
    ({ resource, scope }) => `not read: ${resource} (the credentials lack the scope ${scope})`,
  );
  return [table, ...unreadable, ...problems, ...left].join('\n');
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

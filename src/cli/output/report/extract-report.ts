import type { Unit } from '../../../extract/plan/plan.js';
import type { ExtractSummary } from '../../../extract/report/summary.js';
import { isWindowed } from '../../../resources/resource.js';
import { printable } from '../../../printable.js';
import { formatDuration } from '../table/numbers.js';
import { notFoundLines } from './rejected-report.js';
import { countColumn } from '../table/table-column.js';
import { renderTable } from '../table/table.js';

/**
 * Formats what is printed with `--verbose` of an extraction: a table with a row per resource, and the
 * resources that some restaurants do not have.
 */
export function extractTable(summary: ExtractSummary, width: number): string {
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
  return [table, ...notFoundLines(summary.notFound).map(printable)].join('\n');
}

/** Formats what `toast extract --dry-run` prints: a table with a row per planned window. */
export function planReport(
  units: readonly Unit[],
  names: ReadonlyMap<string, string>,
  width: number,
): string {
  return renderTable({
    columns: ['restaurant', 'resource', 'from', 'to'].map((name) => ({ name })),
    rows: units.map(({ restaurantId, resource, window }) => [
      names.get(restaurantId) ?? restaurantId,
      resource.name,
      ...(!isWindowed(resource)
        ? ['in full', '']
        : [new Date(window.start).toISOString(), new Date(window.end).toISOString()]),
    ]),
    width,
  });
}

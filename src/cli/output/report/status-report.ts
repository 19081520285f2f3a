import type { Status } from '../../../extract/report/status.js';
import { wholeAccount } from '../../../warehouse/state/ledger.js';
import { printable } from '../../../printable.js';
import { formatBytes, formatDuration } from '../table/numbers.js';
import { missingWarnings } from './missing-report.js';
import { rejectedTable } from './rejected-report.js';
import { countColumn } from '../table/table-column.js';
import { renderTable } from '../table/table.js';

/**
 * Formats what `toast status` prints: the file, the last run, the token, a table with a row per
 * restaurant and resource, and one of the rejected entities.
 */
export function statusReport(status: Status, width: number): string {
  const { lastRun, tokenSeconds } = status;
  const run = lastRun
    ? `${lastRun.status}, started ${lastRun.started_at}${lastRun.finished_at ? `, finished ${lastRun.finished_at}` : ''}`
    : 'none yet';
  const lines = [
    `database  ${status.database} (${formatBytes(status.bytes)})`,
    `last run  ${run}`,
    `token     ${tokenSeconds === null ? 'none; the next run logs in' : `valid for ${formatDuration(tokenSeconds)}`}`,
  ];
  const table = renderTable({
    columns: [
      ...[{ name: 'restaurant' }, { name: 'resource' }, { name: 'watermark' }],
      ...['done', 'skipped', 'failed', 'rows'].map(countColumn),
      { name: 'reason', wrap: true },
    ],
    rows: status.resources.map((row) => [
      row.restaurantId === wholeAccount ? 'all' : row.restaurant || row.restaurantId,
      row.resource,
      row.watermark?.slice(0, 19).replace('T', ' ') ?? 'in full',
      row.windowsDone,
      row.windowsSkipped,
      row.windowsFailed,
      row.rows,
      row.reason ?? '',
    ]),
    width,
  });
  const missing = missingWarnings(status.missingRestaurants);
  return [
    ...[...lines, ...missing].map(printable),
    table,
    ...rejectedTable(status.rejected, width),
  ].join('\n');
}

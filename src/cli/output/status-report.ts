import type { Status } from '../../extract/report/status.js';
import { wholeAccount } from '../../warehouse/state/ledger.js';
import { printable } from '../../printable.js';
import { formatBytes, formatCount, formatDuration } from './numbers.js';
import { rejectedTable } from './rejected-report.js';
import { renderTable } from './table.js';

/**
 * Formats what `toast status` prints: the file, the last run, the token, a table with a row per
 * restaurant and resource, and one of the rejected entities.
 */
export function statusReport(status: Status, width: number | undefined): string {
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
    headers: ['restaurant', 'resource', 'watermark', 'done', 'skipped', 'failed', 'rows', 'reason'],
    rows: status.resources.map((row) => [
      row.restaurantId === wholeAccount ? 'all' : row.restaurant || row.restaurantId,
      row.resource,
      row.watermark?.slice(0, 19).replace('T', ' ') ?? 'in full',
      formatCount(row.windowsDone),
      formatCount(row.windowsSkipped),
      formatCount(row.windowsFailed),
      formatCount(row.rows),
      row.reason ?? '',
    ]),
    numeric: [false, false, false, true, true, true, true, false],
    width,
  });
  return [...lines.map(printable), table, ...rejectedTable(status.rejected, width)].join('\n');
}

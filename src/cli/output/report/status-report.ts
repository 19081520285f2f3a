import { formatMinute } from '../minute.js';
import { hasProblem, type RestaurantStatus } from '../../../extract/report/restaurant-status.js';
import type { ResourceStatus } from '../../../extract/report/resource-status.js';
import type { Status } from '../../../extract/report/status.js';
import { printable } from '../../../printable.js';
import { reasonText } from '../reason.js';
import { formatBytes, formatCount, formatDuration, plural } from '../table/numbers.js';
import { countColumn, type TableColumn } from '../table/table-column.js';
import { renderTable } from '../table/table.js';
import { missingWarnings } from './missing-report.js';
import { rejectedLines } from './rejected-report.js';
import { formatLines, type Line } from './report-lines.js';
import { restaurantName } from './restaurant-name.js';

export interface StatusOptions {
  /** Lists what was not read instead of a table. */
  readonly failed?: boolean | undefined;
  /** Each of these gives a row for each resource. */
  readonly all?: boolean | undefined;
  readonly restaurant?: string | undefined;
  readonly resource?: string | undefined;
  readonly width: number;
}

/**
 * Formats what `toast status` prints: the file, the last run, the token, and a table with a row per
 * restaurant, or per restaurant and resource, or a list of what was not read.
 */
export function statusReport(status: Status, options: StatusOptions): string {
  const { failed, all, restaurant, resource, width } = options;
  const head = formatLines(headLines(status), width);
  const reasons = reasonLines(status);
  if (failed) {
    const lines = reasons.length > 0 ? reasons : ([['not read', 'nothing']] as const);
    return `${head}\n\n${formatLines(lines, width)}`;
  }
  if (all || restaurant !== undefined || resource !== undefined) {
    const table = resourceTable(status.resources, options);
    /* Not in the table: a reason is a sentence, and the last thing that may be left out. */
    return [head, table, ...(reasons.length > 0 ? [formatLines(reasons, width)] : [])].join('\n');
  }
  return [head, restaurantTable(status.restaurants, width), closing(status.restaurants)].join('\n');
}

function headLines({ database, bytes, lastRun, tokenSeconds, missingRestaurants }: Status): Line[] {
  const token =
    tokenSeconds === null
      ? 'none; the next run logs in'
      : `valid for ${formatDuration(tokenSeconds)}`;
  return [
    ['database', `${database} (${formatBytes(bytes)})`],
    ['last run', runText(lastRun)],
    ['token', token],
    ...missingWarnings(missingRestaurants).map((text): Line => ['missing', text]),
  ];
}

function runText(run: Status['lastRun'] | undefined): string {
  if (!run) return 'none yet';
  const started = `${run.status}, started ${minute(run.started_at)} UTC`;
  if (run.finished_at === null) return started;
  const seconds = (Date.parse(run.finished_at) - Date.parse(run.started_at)) / 1000;
  return `${started}, took ${formatDuration(seconds)}`;
}

/* What the table must have is the name and the problem, so that in a narrow terminal the time gives way. */
const roomForAll = 100;

/** A column, and its text in each row. */
type Cell<Row> = readonly [column: TableColumn, of: (row: Row) => string | number];

function tableOf<Row>(cells: readonly Cell<Row>[], rows: readonly Row[], width: number): string {
  return renderTable({
    columns: cells.map(([column]) => column),
    rows: rows.map((row) => cells.map(([, of]) => of(row))),
    width,
  });
}

function restaurantTable(restaurants: readonly RestaurantStatus[], width: number): string {
  const hasProblems = restaurants.some(hasProblem);
  const isComplete = restaurants.some(({ completeThrough }) => completeThrough !== null);
  const cells: Cell<RestaurantStatus>[] = [
    [{ name: 'restaurant' }, restaurantName],
    isComplete
      ? [{ name: 'complete to' }, ({ completeThrough }) => completeThrough ?? '']
      : [{ name: 'read to (UTC)' }, ({ readThrough }) => minute(readThrough)],
  ];
  if (!hasProblems || width >= roomForAll) {
    cells.push([{ name: 'last read (UTC)' }, ({ lastRead }) => minute(lastRead)]);
  }
  if (hasProblems) cells.push([{ name: 'problem', wrap: true }, problemText]);
  return tableOf(cells, restaurants, width);
}

function problemText(row: RestaurantStatus): string {
  return [
    ...(row.missingSince === null ? [] : ['no longer listed']),
    ...(row.windowsFailed === 0 ? [] : [`${formatCount(row.windowsFailed)} failed`]),
    ...(row.windowsSkipped === 0 ? [] : [`${formatCount(row.windowsSkipped)} skipped`]),
    ...(row.rejected === 0 ? [] : [`${formatCount(row.rejected)} rejected`]),
  ].join(', ');
}

/* Below the table, because the first rows of a long one have left the screen. */
function closing(restaurants: readonly RestaurantStatus[]): string {
  const count = restaurants.filter(hasProblem).length;
  const total = plural(restaurants.length, 'restaurant');
  if (count === 0) return `${total}, no problems`;
  return `${total}, ${formatCount(count)} with problems: toast status --failed gives the reasons`;
}

function resourceTable(
  resources: readonly ResourceStatus[],
  { restaurant, resource, width }: StatusOptions,
): string {
  const [first] = resources;
  const isOne = resources.every(({ restaurantId }) => restaurantId === first?.restaurantId);
  /* Its name need not be in each row. */
  const only = restaurant !== undefined && isOne ? first : undefined;
  const cells: Cell<ResourceStatus>[] = [];
  if (only === undefined) cells.push([{ name: 'restaurant' }, restaurantName]);
  if (resource === undefined) cells.push([{ name: 'resource' }, (row) => row.resource]);
  cells.push(
    [
      { name: 'watermark (UTC)' },
      ({ watermark }) => (watermark === null ? 'in full' : minute(watermark)),
    ],
    [countColumn('done'), (row) => row.windowsDone],
    [countColumn('skipped'), (row) => row.windowsSkipped],
    [countColumn('failed'), (row) => row.windowsFailed],
    [countColumn('rows'), (row) => row.rows],
  );
  const rows = resources.toSorted(
    (a, b) =>
      restaurantName(a).localeCompare(restaurantName(b)) || a.resource.localeCompare(b.resource),
  );
  const table = tableOf(cells, rows, width);
  return only === undefined ? table : `${printable(restaurantName(only))}\n${table}`;
}

/* Why windows were not read, or have nothing, and entities were not loaded. */
function reasonLines({ resources, rejected }: Status): Line[] {
  const lines = resources.flatMap((row): Line[] => {
    const { resource, windowsFailed, windowsSkipped, reason } = row;
    const why = reason === null ? 'no reason' : reasonText(reason);
    const text = (count: number) =>
      `${resource} of ${restaurantName(row)}, ${plural(count, 'window')}: ${why}`;
    if (windowsFailed + windowsSkipped === 0) {
      return reason === null ? [] : [['empty', text(row.windowsDone)]];
    }
    return [
      ...(windowsFailed === 0 ? [] : [['failed', text(windowsFailed)] as const]),
      ...(windowsSkipped === 0 ? [] : [['skipped', text(windowsSkipped)] as const]),
    ];
  });
  return [...lines, ...rejectedLines(rejected, true)];
}

function minute(instant: string | null): string {
  return instant === null ? '' : formatMinute(instant);
}

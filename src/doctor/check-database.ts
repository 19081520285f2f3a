import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { documentationUrl } from '../documentation.js';
import { ToastError } from '../errors.js';
import { readStatus, type Status } from '../extract/report/status.js';
import type { Project } from '../transform/project/model.js';
import { modelsToBuild } from '../transform/run/models-to-build.js';
import { isExtracted } from '../warehouse/state/assert-database.js';
import type { Connection } from '../warehouse/engine/connection.js';
import { withWarehouse, type Warehouse } from '../warehouse/warehouse.js';
import { ok, problem, warning, type Finding } from './finding.js';

export interface DatabaseCheck {
  readonly open: () => Promise<Warehouse>;
  readonly project: Project;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Called with the open database, to read the stored token. */
  readonly onOpen: (connection: Connection) => Promise<void>;
  /** Checks what the database is published to, once it has tables. */
  readonly checkPublish: (warehouse: Warehouse) => Promise<Finding[]>;
  readonly format: Formats;
}

export interface Formats {
  readonly bytes: (value: number) => string;
  /** Formats an ISO 8601 instant in UTC to the minute. */
  readonly minute: (instant: string) => string;
  readonly plural: (count: number, noun: string, many?: string) => string;
  /** Shortens why a window was not read to what Toast answered. */
  readonly reason: (error: string) => string;
}

/** Checks the database: its file, the last run, what was not read, how fresh it is, and the tables. */
export async function checkDatabase(options: DatabaseCheck): Promise<Finding[]> {
  try {
    return await withWarehouse(options.open(), (warehouse) =>
      warehouse.with((connection) => inspect(warehouse, connection, options)),
    );
  } catch (error) {
    if (!(error instanceof ToastError)) throw error;
    return [problem('database', error)];
  }
}

async function inspect(
  warehouse: Warehouse,
  connection: Connection,
  { project, now, onOpen, checkPublish, format }: DatabaseCheck,
): Promise<Finding[]> {
  await onOpen(connection);
  const file = await checkFile(warehouse, connection, format);
  if (!(await isExtracted(connection))) return [...file, noRun];
  const status = await readStatus(warehouse, connection, now);
  return [
    ...file,
    checkLastRun(status, format),
    ...checkMissing(status),
    checkWindows(status, format),
    ...checkRejected(status, format),
    await checkFreshness(connection, now),
    await checkModels(connection, project, format),
    ...(await checkPublish(warehouse)),
  ];
}

async function checkFile(
  warehouse: Warehouse,
  connection: Connection,
  format: Formats,
): Promise<Finding[]> {
  const [row] = await connection.all<{ version: string }>('select version() as version');
  const bytes = await warehouse.size();
  const { bavail, bsize } = await statfs(dirname(warehouse.path));
  const free = bavail * bsize;
  const warnings = await warehouse.warnings();
  const text = `${warehouse.path} is readable (${format.bytes(bytes)}, DuckDB ${row?.version})`;
  return [
    ok('database', text),
    ...warnings.map((each) =>
      warning('database', each, `${documentationUrl('operations')} says more.`),
    ),
    /* Compacting and rebuilding a table write it a second time before the old one goes. */
    free > bytes
      ? ok('disk', `${format.bytes(free)} free`)
      : warning(
          'disk',
          `${format.bytes(free)} free, and the database has ${format.bytes(bytes)}`,
          'Free at least the size of the database: rebuilding tables writes them a second time.',
        ),
  ];
}

const noRun = warning('last run', 'none yet', 'Run `toast run`.');

function checkLastRun({ lastRun }: Status, { minute }: Formats): Finding {
  if (lastRun === null) return noRun;
  const { status, started_at: startedAt, finished_at: finishedAt } = lastRun;
  const at = `${minute(startedAt)} UTC`;
  if (finishedAt === null && status !== 'running') {
    return warning('last run', `started ${at} and never ended`, 'Run `toast run` again.');
  }
  const text = `${status}, started ${at}`;
  return status === 'complete' || status === 'running'
    ? ok('last run', text)
    : warning('last run', text, 'Run `toast run` again; it reads what is missing.');
}

function checkMissing({ missingRestaurants }: Status): Finding[] {
  if (missingRestaurants.length === 0) return [];
  const names = missingRestaurants.map(
    ({ restaurant, restaurantId, since }) =>
      `${restaurant || restaurantId} (since ${since.slice(0, 10)})`,
  );
  return [
    warning(
      'vanished',
      `Toast no longer lists ${names.join(', ')}`,
      'If they still use Toast, add their locations to the credentials in Toast Web.',
    ),
  ];
}

function checkWindows({ resources }: Status, format: Formats): Finding {
  const affected = resources.filter((row) => row.windowsFailed + row.windowsSkipped > 0);
  if (affected.length === 0) return ok('windows', 'all were read');
  const [first] = affected;
  const where = `${first?.resource} of ${first?.restaurant || first?.restaurantId}`;
  const count = affected.reduce((sum, row) => sum + row.windowsFailed + row.windowsSkipped, 0);
  const link = affected.length === 1 ? ':' : ', such as';
  const them = count === 1 ? 'it' : 'them';
  return warning(
    'windows',
    `${format.plural(count, 'window')} not read${link} ${where}: ${format.reason(first?.reason ?? 'no reason')}`,
    `\`toast status --failed\` says more. The next run tries ${them} again.`,
  );
}

function checkRejected({ rejected }: Status, format: Formats): Finding[] {
  if (rejected.length === 0) return [];
  return [
    warning(
      'rejected',
      `${format.plural(rejected.length, 'entity', 'entities')} could not be loaded`,
      'toast status --failed lists them with the reason.',
    ),
  ];
}

const dayMs = 24 * 60 * 60_000;

async function checkFreshness(connection: Connection, now: number): Promise<Finding> {
  const rows = await connection
    .all<{ name: string; complete: string | null }>(
      `select restaurant_name as name, last_complete_business_date::varchar as complete
      from toast_marts.dim_restaurant where is_active
      order by last_complete_business_date nulls first, restaurant_name`,
    )
    .catch(() => undefined);
  if (rows === undefined) {
    return warning('freshness', 'The tables are not built yet', 'Run `toast transform`.');
  }
  /* Yesterday is complete some hours after close-out, so the day before yesterday always is. */
  const expected = new Date(now - 3 * dayMs).toISOString().slice(0, 10);
  const late = rows.filter(({ complete }) => complete === null || complete < expected);
  if (late.length === 0) {
    const [oldest] = rows;
    return ok(
      'freshness',
      `every restaurant is complete up to ${oldest?.complete ?? 'now'} or later`,
    );
  }
  const names = late
    .slice(0, 5)
    .map(({ name, complete }) => `${name} (${complete ?? 'no day yet'})`);
  const more = late.length > 5 ? ` and ${late.length - 5} more` : '';
  return warning(
    'freshness',
    `complete only up to: ${names.join(', ')}${more}`,
    'Run `toast run`. If that does not help, toast status --failed says what is not read.',
  );
}

async function checkModels(
  connection: Connection,
  project: Project,
  format: Formats,
): Promise<Finding> {
  const { waiting, total } = await modelsToBuild(connection, project);
  if (waiting.length === 0) return ok('tables', `${format.plural(total, 'table')} up to date`);
  return warning(
    'tables',
    `${format.plural(waiting.length, 'table')} of ${total} missing or older than the data, such as ${waiting[0]}`,
    'Run `toast transform`.',
  );
}

import type { Connection, Row } from '../engine/connection.js';
import { literals } from '../engine/sql.js';
import { replaceRows } from './replace-rows.js';

export type UnitStatus = 'done' | 'failed' | 'skipped';

/** Stands in the ledger for what concerns the account rather than one restaurant. */
export const wholeAccount = '*';

/** Records how a unit ended: one window of one resource of one restaurant. Times are epoch ms. */
export interface LedgerEntry {
  readonly restaurantId: string;
  readonly resource: string;
  readonly start: number;
  readonly end: number;
  readonly status: UnitStatus;
  readonly rowsRead: number;
  readonly rowsNew: number;
  readonly rowsUpdated: number;
  readonly requests: number;
  /** The error is why a unit was skipped or failed; a unit that is done has one if it was a 404. */
  readonly errorKind?: string | undefined;
  readonly error?: string | undefined;
  readonly requestId?: string | undefined;
  readonly startedAt: number;
  readonly finishedAt: number;
  /** Toast's time when reading began; missing for what was not read. */
  readonly asOf?: number | undefined;
  readonly runId: string;
}

export interface LedgerWindow {
  readonly restaurantId: string;
  readonly resource: string;
  readonly start: number;
  readonly end: number;
  /** Toast's time when reading began, or this machine's where that is not known. */
  readonly asOf: number;
}

/**
 * Saves how units ended, replacing earlier entries of the same windows. Call it in the transaction
 * that loads their rows.
 */
export async function saveLedgerEntries(
  connection: Connection,
  entries: readonly LedgerEntry[],
): Promise<void> {
  const key = ['window_start', 'window_end', 'restaurant_id', 'resource'] as const;
  await replaceRows(connection, 'toast_meta.state', key, entries.map(toRow));
}

function toRow(entry: LedgerEntry) {
  return {
    restaurant_id: entry.restaurantId,
    resource: entry.resource,
    window_start: new Date(entry.start),
    window_end: new Date(entry.end),
    status: entry.status,
    rows_read: entry.rowsRead,
    rows_new: entry.rowsNew,
    rows_updated: entry.rowsUpdated,
    requests: entry.requests,
    error_kind: entry.errorKind,
    error: entry.error,
    request_id: entry.requestId,
    started_at: new Date(entry.startedAt),
    finished_at: new Date(entry.finishedAt),
    run_id: entry.runId,
    as_of: entry.asOf === undefined ? undefined : new Date(entry.asOf),
  };
}

/**
 * Loads the windows of these restaurants that were read completely (`done`), or that were skipped or
 * failed (`not done`). Times are epoch ms.
 */
export async function loadWindows(
  connection: Connection,
  restaurantIds: readonly string[],
  which: 'done' | 'not done',
): Promise<LedgerWindow[]> {
  const rows = await connection.all<Row & { restaurant_id: string; resource: string }>(
    `select restaurant_id, resource, epoch_ms(window_start) as start_ms, epoch_ms(window_end) as end_ms,
      epoch_ms(coalesce(as_of, started_at)) as as_of_ms
    from toast_meta.state
    where (status = 'done') = $done and list_contains(${literals(restaurantIds)}, restaurant_id)`,
    { done: which === 'done' },
  );
  return rows.map((row) => ({
    restaurantId: row.restaurant_id,
    resource: row.resource,
    start: Number(row.start_ms),
    end: Number(row.end_ms),
    asOf: Number(row.as_of_ms),
  }));
}

/** Deletes the entry of a window that was skipped or failed. */
export async function deleteFailure(
  connection: Connection,
  { restaurantId, resource, start, end }: Omit<LedgerWindow, 'asOf'>,
): Promise<void> {
  await connection.run(
    `delete from toast_meta.state
    where status <> 'done' and restaurant_id = $restaurant and resource = $resource
      and window_start = make_timestamptz($start::bigint * 1000)
      and window_end = make_timestamptz($end::bigint * 1000)`,
    { restaurant: restaurantId, resource, start, end },
  );
}

/** Summarizes the ledger for one resource of one restaurant. Times are ISO 8601 in UTC. */
export interface LedgerCounts extends Row {
  restaurant_id: string;
  resource: string;
  done: number;
  skipped: number;
  failed: number;
  first_start: string;
  /** Error of the latest window that has one. */
  reason: string | null;
  last_finished: string;
}

/** Counts the windows of the ledger by restaurant and resource. */
export function countWindows(connection: Connection): Promise<LedgerCounts[]> {
  return connection.all<LedgerCounts>(`
    select
      restaurant_id,
      resource,
      count(*) filter (where status = 'done') as done,
      count(*) filter (where status = 'skipped') as skipped,
      count(*) filter (where status = 'failed') as failed,
      min(window_start) as first_start,
      arg_max(error, finished_at) filter (where error is not null) as reason,
      max(finished_at) as last_finished
    from toast_meta.state
    group by all
    order by restaurant_id, resource
  `);
}

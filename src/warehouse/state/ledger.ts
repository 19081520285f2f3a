import type { Connection, Row } from '../engine/connection.js';
import { seriesKey } from './stream-key.js';
import { literals } from '../engine/sql.js';

export type UnitStatus = 'done' | 'failed' | 'skipped';

/** The ledger's name for what concerns the account and no single restaurant. */
export const wholeAccount = '*';

/** How the reading of one window of one resource of one restaurant ended. Times in epoch ms. */
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
  readonly errorKind?: string | undefined;
  readonly error?: string | undefined;
  readonly requestId?: string | undefined;
  readonly startedAt: number;
  readonly finishedAt: number;
  readonly runId: string;
}

export interface LedgerWindow {
  readonly restaurantId: string;
  readonly resource: string;
  readonly start: number;
  readonly end: number;
}

/** Writes how units of work ended; in the transaction of their rows when they are done. */
export async function recordUnits(
  connection: Connection,
  entries: readonly LedgerEntry[],
): Promise<void> {
  await connection.run(
    `insert or replace into toast_meta.state by name
    select
      "restaurantId" as restaurant_id,
      resource,
      make_timestamptz("start" * 1000) as window_start,
      make_timestamptz("end" * 1000) as window_end,
      status,
      "rowsRead" as rows_read,
      "rowsNew" as rows_new,
      "rowsUpdated" as rows_updated,
      requests,
      "errorKind" as error_kind,
      error,
      "requestId" as request_id,
      make_timestamptz("startedAt" * 1000) as started_at,
      make_timestamptz("finishedAt" * 1000) as finished_at,
      "runId" as run_id
    from (
      select unnest(from_json($entries, '[{
        "restaurantId": "VARCHAR", "resource": "VARCHAR", "start": "BIGINT", "end": "BIGINT",
        "status": "VARCHAR", "rowsRead": "BIGINT", "rowsNew": "BIGINT", "rowsUpdated": "BIGINT",
        "requests": "BIGINT", "errorKind": "VARCHAR", "error": "VARCHAR", "requestId": "VARCHAR",
        "startedAt": "BIGINT", "finishedAt": "BIGINT", "runId": "VARCHAR"
      }]'), recursive := true)
    )`,
    { entries: JSON.stringify(entries) },
  );
}

/** All windows of these restaurants that were read to their end (`done`) or were not, epoch ms. */
export async function ledgerWindows(
  connection: Connection,
  restaurantIds: readonly string[],
  which: 'done' | 'not done',
): Promise<LedgerWindow[]> {
  const rows = await connection.all<Row & { restaurant_id: string; resource: string }>(
    `select restaurant_id, resource, epoch_ms(window_start) as start_ms, epoch_ms(window_end) as end_ms
    from toast_meta.state
    where (status = 'done') = $done and list_contains(${literals(restaurantIds)}, restaurant_id)`,
    { done: which === 'done' },
  );
  return rows.map((row) => ({
    restaurantId: row.restaurant_id,
    resource: row.resource,
    start: Number(row.start_ms),
    end: Number(row.end_ms),
  }));
}

/** Finds the windows of one resource of one restaurant among many. */
export function bySeries(
  windows: readonly LedgerWindow[],
): (restaurantId: string, resource: string) => readonly LedgerWindow[] {
  const series = new Map<string, LedgerWindow[]>();
  for (const window of windows) {
    const key = seriesKey(window.restaurantId, window.resource);
    const known = series.get(key);
    if (known === undefined) series.set(key, [window]);
    else known.push(window);
  }
  return (restaurantId, resource) => series.get(seriesKey(restaurantId, resource)) ?? [];
}

/** Forgets a failure that was made good since. */
export async function forgetFailure(
  connection: Connection,
  { restaurantId, resource, start, end }: LedgerWindow,
): Promise<void> {
  await connection.run(
    `delete from toast_meta.state
    where status <> 'done' and restaurant_id = $restaurant and resource = $resource
      and window_start = make_timestamptz($start::bigint * 1000)
      and window_end = make_timestamptz($end::bigint * 1000)`,
    { restaurant: restaurantId, resource, start, end },
  );
}

export async function startExtractRun(
  connection: Connection,
  run: { runId: string; startedAt: number },
): Promise<void> {
  await connection.run(
    `insert into toast_meta.extract_run by name
    select $run as run_id, 'running' as status,
      make_timestamptz($started::bigint * 1000) as started_at`,
    { run: run.runId, started: run.startedAt },
  );
}

export async function finishExtractRun(
  connection: Connection,
  run: { runId: string; status: string; finishedAt: number },
): Promise<void> {
  await connection.run(
    `update toast_meta.extract_run
    set status = $status, finished_at = make_timestamptz($finished::bigint * 1000)
    where run_id = $run`,
    { run: run.runId, status: run.status, finished: run.finishedAt },
  );
}

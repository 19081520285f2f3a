import { DatabaseError } from '../errors.js';
import type { Connection, Row } from './connection.js';
import { identifier } from './sql.js';

/** Counts of the ledger for one resource of one restaurant. */
export interface LedgerCounts extends Row {
  restaurant_id: string;
  resource: string;
  done: number;
  skipped: number;
  failed: number;
  first_start: string;
  reason: string | null;
  last_finished: string;
}

/** What the ledger holds, by restaurant and resource; `reason` is that of the latest failure. */
export function ledgerCounts(connection: Connection): Promise<LedgerCounts[]> {
  return connection.all<LedgerCounts>(`
    select
      restaurant_id,
      resource,
      count(*) filter (where status = 'done') as done,
      count(*) filter (where status = 'skipped') as skipped,
      count(*) filter (where status = 'failed') as failed,
      min(window_start) as first_start,
      arg_max(error, finished_at) filter (where status <> 'done') as reason,
      max(finished_at) as last_finished
    from toast_meta.state
    group by all
    order by restaurant_id, resource
  `);
}

/** Names of restaurants by GUID, from what the partners API or their own settings say. */
export async function restaurantNames(connection: Connection): Promise<Map<string, string>> {
  const rows = await connection.all<{ id: string; name: string | null }>(`
    select
      id,
      concat_ws(
        ', ', payload ->> '$.restaurantName', nullif(payload ->> '$.locationName', '')
      ) as name
    from raw_toast.restaurants
  `);
  return new Map(rows.flatMap(({ id, name }) => (name ? [[id, name] as const] : [])));
}

/** Rows in the raw tables of these resources: of one restaurant, or of all for `*`. */
export async function rawCounts(
  connection: Connection,
  resources: ReadonlySet<string>,
): Promise<(restaurantId: string, resource: string) => number> {
  const counts = new Map<string, number>();
  for (const resource of resources) {
    const rows = await connection.all<{ restaurant_id: string; rows: number }>(
      `select coalesce(restaurant_id, '*') as restaurant_id, count(*) as rows
      from raw_toast.${identifier(resource)}
      group by cube (restaurant_id)`,
    );
    for (const row of rows) counts.set(`${row.restaurant_id} ${resource}`, row.rows);
  }
  return (restaurantId, resource) => counts.get(`${restaurantId} ${resource}`) ?? 0;
}

export interface LastRun extends Row {
  status: string;
  started_at: string;
  finished_at: string | null;
}

/** The latest extraction, if there was one. */
export async function lastExtractRun(connection: Connection): Promise<LastRun | undefined> {
  const [run] = await connection.all<LastRun>(
    `select status, started_at, finished_at from toast_meta.extract_run
    order by started_at desc limit 1`,
  );
  return run;
}

/** When the latest token expires, epoch milliseconds. Never the token. */
export async function tokenExpiry(connection: Connection): Promise<number | undefined> {
  const [row] = await connection.all<{ expires_ms: number | null }>(
    'select epoch_ms(max(expires_at)) as expires_ms from toast_meta.token',
  );
  return row?.expires_ms ?? undefined;
}

/** @throws DatabaseError when the file was never written by `toast extract`. */
export async function requireToastDatabase(connection: Connection, path: string): Promise<void> {
  const [found] = await connection.all(
    `select 1 as found from information_schema.tables
    where table_schema = 'toast_meta' and table_name = 'state'`,
  );
  if (found !== undefined) return;
  throw new DatabaseError(`${path} holds no data from Toast.`, {
    suggestion: 'Run `toast extract` first, or name the file with --database.',
  });
}

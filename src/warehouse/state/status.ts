import { DatabaseError } from '../../errors.js';
import type { Connection, Row } from '../engine/connection.js';
import { identifier } from '../engine/sql.js';
import { seriesKey } from './stream-key.js';

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

/** Names of restaurants by GUID, as far as the partners API or their own settings told them. */
export async function restaurantNames(connection: Connection): Promise<Map<string, string>> {
  const rows = await connection.all<{ id: string; name: string | null }>(`
    select
      restaurants.id,
      concat_ws(
        ', ',
        coalesce(restaurants.payload ->> '$.restaurantName', details.payload ->> '$.general.name'),
        nullif(
          coalesce(
            restaurants.payload ->> '$.locationName', details.payload ->> '$.general.locationName'
          ),
          ''
        )
      ) as name
    from raw_toast.restaurants
    left join raw_toast.restaurant_details as details
      on details.restaurant_id = restaurants.id
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
    for (const row of rows) counts.set(seriesKey(row.restaurant_id, resource), row.rows);
  }
  return (restaurantId, resource) => counts.get(seriesKey(restaurantId, resource)) ?? 0;
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

/** @throws DatabaseError when `toast extract` has never written to the file. */
export function requireToastDatabase(connection: Connection, path: string): Promise<void> {
  return requireTable(connection, path, 'toast_meta.state');
}

/** @throws DatabaseError when no `toast extract` has come so far as to read from Toast. */
export function requireExtracted(connection: Connection, path: string): Promise<void> {
  return requireTable(connection, path, 'raw_toast.restaurants');
}

async function requireTable(connection: Connection, path: string, table: string): Promise<void> {
  const [found] = await connection.all(
    `select 1 as found from duckdb_tables()
    where database_name = current_database() and schema_name || '.' || table_name = $table`,
    { table },
  );
  if (found !== undefined) return;
  throw new DatabaseError(`${path} holds no data from Toast.`, {
    suggestion: 'Run `toast extract` first, or name the file with --database.',
  });
}

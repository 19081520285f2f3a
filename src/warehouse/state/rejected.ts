import type { Connection, Row } from '../engine/connection.js';
import { literals } from '../engine/sql.js';
import { bulkRows } from './bulk-rows.js';

/** Identifies a rejected entity. */
export interface RejectionKey {
  readonly restaurantId: string;
  readonly resource: string;
  /** The id, or a digest of the bytes if there is none. */
  readonly entity: string;
}

/** Records an entity that could not be loaded. Times are epoch ms. */
export interface Rejection extends RejectionKey {
  readonly id?: string | undefined;
  readonly reason: string;
  /** What Toast sent, compressed with gzip, in base64. */
  readonly payload?: string | undefined;
  /** The window in which it was met. */
  readonly start: number;
  readonly end: number;
  readonly at: number;
  readonly runId: string;
}

/** Saves rejections; of one that is known, `first_seen` stays. Call it in the transaction of its window. */
export async function saveRejections(
  connection: Connection,
  rejections: readonly Rejection[],
): Promise<void> {
  if (rejections.length === 0) return;
  const { sql, parameters } = bulkRows(rejections, columnTypes);
  await connection.run(
    `insert into toast_meta.rejected by name
    select
      "restaurantId" as restaurant_id,
      resource,
      entity,
      id,
      reason,
      from_base64(payload) as payload,
      make_timestamptz("start" * 1000) as window_start,
      make_timestamptz("end" * 1000) as window_end,
      make_timestamptz("at" * 1000) as first_seen,
      make_timestamptz("at" * 1000) as last_seen,
      "runId" as run_id
    from ${sql}
    on conflict do update set
      reason = excluded.reason,
      payload = excluded.payload,
      window_start = excluded.window_start,
      window_end = excluded.window_end,
      last_seen = excluded.last_seen,
      run_id = excluded.run_id`,
    parameters,
  );
}

const keyTypes = { restaurantId: 'VARCHAR', resource: 'VARCHAR', entity: 'VARCHAR' } as const;

const columnTypes = {
  ...keyTypes,
  id: 'VARCHAR',
  reason: 'VARCHAR',
  payload: 'VARCHAR',
  start: 'BIGINT',
  end: 'BIGINT',
  at: 'BIGINT',
  runId: 'VARCHAR',
} as const;

/** Deletes rejections. Call it in the transaction that resolves them. */
export async function deleteRejections(
  connection: Connection,
  keys: readonly RejectionKey[],
): Promise<void> {
  if (keys.length === 0) return;
  const rows = keys.map(({ restaurantId, resource, entity }) => ({
    restaurantId,
    resource,
    entity,
  }));
  const { sql, parameters } = bulkRows(rows, keyTypes);
  await connection.run(
    `delete from toast_meta.rejected as rejected using ${sql} as resolved
    where rejected.restaurant_id = resolved."restaurantId"
      and rejected.resource = resolved.resource
      and rejected.entity = resolved.entity`,
    parameters,
  );
}

/** A rejection that no later version has resolved. Times are epoch ms. */
export type OpenRejection = Pick<Rejection, keyof RejectionKey | 'id' | 'start' | 'end'>;

/** Loads the rejections of these resources. */
export async function loadOpenRejections(
  connection: Connection,
  resources: readonly string[],
): Promise<OpenRejection[]> {
  const rows = await connection.all<
    Row & { restaurantId: string; resource: string; entity: string; id: string | null }
  >(
    `select restaurant_id as "restaurantId", resource, entity, id,
      epoch_ms(window_start) as start, epoch_ms(window_end) as end
    from toast_meta.rejected where list_contains(${literals(resources)}, resource)`,
  );
  return rows.map((row) => ({
    ...row,
    id: row.id ?? undefined,
    start: Number(row.start),
    end: Number(row.end),
  }));
}

/** Loads the windows of its stream that were read since a rejected entity was last seen. */
export async function loadWindowsReadSince(
  connection: Connection,
  { restaurantId, resource, entity }: RejectionKey,
): Promise<{ start: number; end: number }[]> {
  const rows = await connection.all(
    `select epoch_ms(state.window_start) as start, epoch_ms(state.window_end) as end
    from toast_meta.state
    inner join toast_meta.rejected using (restaurant_id, resource)
    where restaurant_id = $restaurant and resource = $resource and entity = $entity
      and state.status = 'done'
      and (
        state.started_at > rejected.last_seen
        or (state.started_at = rejected.last_seen and state.run_id <> rejected.run_id)
      )`,
    { restaurant: restaurantId, resource, entity },
  );
  return rows.map(({ start, end }) => ({ start: Number(start), end: Number(end) }));
}

/** Describes a rejection. Times are ISO 8601 in UTC; windows are null for a resource read in full. */
export interface RejectedRow extends Row {
  restaurantId: string;
  resource: string;
  id: string | null;
  reason: string;
  windowStart: string | null;
  windowEnd: string | null;
  firstSeen: string;
  lastSeen: string;
}

/** Loads the rejections that the run `runId` met, or all; none from a file of an earlier version. */
export async function loadRejections(
  connection: Connection,
  runId?: string,
): Promise<RejectedRow[]> {
  const tables = await connection.all(
    `select 1 as found from information_schema.tables
    where table_schema = 'toast_meta' and table_name = 'rejected'`,
  );
  if (tables.length === 0) return [];
  const isWindowed = 'window_end > to_timestamp(0)';
  return connection.all<RejectedRow>(
    `select
      restaurant_id as "restaurantId",
      resource,
      id,
      reason,
      case when ${isWindowed} then window_start end as "windowStart",
      case when ${isWindowed} then window_end end as "windowEnd",
      first_seen as "firstSeen",
      last_seen as "lastSeen"
    from toast_meta.rejected
    ${runId === undefined ? '' : 'where run_id = $run'}
    order by restaurant_id, resource, last_seen, entity`,
    runId === undefined ? {} : { run: runId },
  );
}

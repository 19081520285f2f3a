import type { Connection, Row } from '../engine/connection.js';
import { identifier, literals } from '../engine/sql.js';
import { historyTable } from './history.js';

/**
 * Creates the raw tables of resources as far as they are missing. They hold the latest version of each
 * entity as Toast sent it. `removed_at` is when a complete list first lacked the entity, and null while it
 * is listed.
 *
 * Also creates the tables of their superseded versions, which begin with the entities that were removed
 * before there was one: when those were first seen is not known, so their modification time stands in.
 */
export async function createRawTables(
  connection: Connection,
  tables: readonly string[],
): Promise<void> {
  const existing = await connection.all<Row & { name: string }>(
    `select schema_name || '.' || table_name as name from duckdb_tables()
    where database_name = current_database() and schema_name in ('raw_toast', 'raw_toast_history')`,
  );
  const names = new Set(existing.map(({ name }) => name));
  const isMissing = (schema: string, table: string) => !names.has(`${schema}.${table}`);
  const missing = [
    ...tables.filter((table) => isMissing('raw_toast', table)).map(rawTable),
    ...tables.filter((table) => isMissing('raw_toast_history', table)).map(tableOfVersions),
  ];
  if (missing.length > 0) await connection.transaction(() => connection.run(missing.join(';')));
}

function rawTable(table: string): string {
  return `create table raw_toast.${identifier(table)} (
    restaurant_id varchar not null,
    id varchar not null,
    payload json not null,
    modified_at timestamptz,
    extracted_at timestamptz not null,
    run_id varchar not null,
    removed_at timestamptz
  )`;
}

function tableOfVersions(table: string): string {
  return `create table ${historyTable(table)} as
    select
      restaurant_id,
      id,
      payload,
      modified_at,
      least(coalesce(modified_at, removed_at), removed_at) as valid_from,
      removed_at as valid_to,
      run_id
    from raw_toast.${identifier(table)}
    where removed_at is not null`;
}

/**
 * Inserts a row with nothing but the GUID for each restaurant that no list has described. Returns the
 * number of rows inserted.
 */
export async function ensureRestaurants(
  connection: Connection,
  restaurantIds: readonly string[],
  { runId, at }: { runId: string; at: number },
): Promise<number> {
  return connection.run(
    `insert into raw_toast.restaurants by name
    select
      configured.id as restaurant_id,
      configured.id as id,
      json_object('restaurantGuid', configured.id) as payload,
      make_timestamptz($at::bigint * 1000) as extracted_at,
      $run as run_id
    from (select unnest(${literals(restaurantIds)}) as id) as configured
    anti join raw_toast.restaurants using (id)`,
    { at, run: runId },
  );
}

import type { Connection } from '../engine/connection.js';
import { identifier, literals } from '../engine/sql.js';

/**
 * Creates the raw table of a resource, which holds the latest version of each entity as Toast sent
 * it. `removed_at` is when a complete list first lacked the entity, and null while it is listed.
 *
 * With `hasBusinessDate`, it also has the business date that an entity was last listed for. Rows that were
 * loaded before there was this column have none until they are read again.
 *
 * Also creates the table of its superseded versions, which begins with the entities that were removed
 * before there was one: when those were first seen is not known, so their modification time stands in.
 */
export async function createRawTable(
  connection: Connection,
  table: string,
  { hasBusinessDate = false }: { hasBusinessDate?: boolean } = {},
): Promise<void> {
  const name = identifier(table);
  await connection.run(`create table if not exists raw_toast.${name} (
    restaurant_id varchar not null,
    id varchar not null,
    payload json not null,
    modified_at timestamptz,
    extracted_at timestamptz not null,
    run_id varchar not null,
    removed_at timestamptz
  )`);
  await connection.run(`create table if not exists raw_toast_history.${name} as
    select
      restaurant_id,
      id,
      payload,
      modified_at,
      least(coalesce(modified_at, removed_at), removed_at) as valid_from,
      removed_at as valid_to,
      run_id
    from raw_toast.${name}
    where removed_at is not null`);
  if (!hasBusinessDate) return;
  for (const schema of ['raw_toast', 'raw_toast_history']) {
    await connection.run(
      `alter table ${schema}.${name} add column if not exists business_date date`,
    );
  }
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

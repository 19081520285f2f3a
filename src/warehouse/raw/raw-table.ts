import type { Connection } from '../engine/connection.js';
import { identifier, literals } from '../engine/sql.js';

/**
 * Creates the raw table of a resource: the latest version of each entity as Toast sent it.
 * `removed_at` is when a complete listing first lacked the entity, null while it is listed.
 */
export async function createRawTable(connection: Connection, table: string): Promise<void> {
  await connection.run(`create table if not exists raw_toast.${identifier(table)} (
    restaurant_id varchar not null,
    id varchar not null,
    payload json not null,
    modified_at timestamptz,
    extracted_at timestamptz not null,
    run_id varchar not null,
    removed_at timestamptz
  )`);
}

/**
 * Makes sure that restaurants which no listing described have a row, with nothing but their GUID.
 * Gives the number of rows added.
 */
export async function knowRestaurants(
  connection: Connection,
  restaurantIds: readonly string[],
  { runId, at }: { runId: string; at: number },
): Promise<number> {
  return connection.run(
    `insert into raw_toast.restaurants by name
    select
      known.id as restaurant_id,
      known.id as id,
      json_object('restaurantGuid', known.id) as payload,
      make_timestamptz($at::bigint * 1000) as extracted_at,
      $run as run_id
    from (select unnest(${literals(restaurantIds)}) as id) as known
    anti join raw_toast.restaurants using (id)`,
    { at, run: runId },
  );
}

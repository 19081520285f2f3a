import type { Connection, Row } from '../engine/connection.js';
import { identifier, literals } from '../engine/sql.js';
import { historyTable } from './history.js';
import type { EntityShape } from './restaurant-pages.js';

/** Names a raw table and tells whether it has a column `business_date`, as `EntityShape` does. */
export type RawTableShape = Pick<EntityShape, 'table' | 'hasBusinessDate'>;

/**
 * Creates the raw tables of resources as far as they are missing. They hold the latest version of each
 * entity as Toast sent it. `removed_at` is when a complete list first lacked the entity, and null while it
 * is listed. `business_date`, where a table has it, is the date that an entity was last listed for. A table
 * from before there was this column gets it; its rows have no date until they are read again.
 *
 * Also creates the tables of their superseded versions, which begin with the entities that were removed
 * before there was one: when those were first seen is not known, so their modification time stands in.
 */
export async function createRawTables(
  connection: Connection,
  shapes: readonly RawTableShape[],
): Promise<void> {
  const existing = await connection.all<Row & { name: string; has_date: boolean }>(
    `select schema_name || '.' || table_name as name, bool_or(column_name = 'business_date') as has_date
    from duckdb_columns()
    where database_name = current_database() and schema_name in ('raw_toast', 'raw_toast_history')
    group by all`,
  );
  const hasDate = new Map(existing.map(({ name, has_date }) => [name, has_date]));
  const complete = (schema: string, shape: RawTableShape, create: string) => {
    const has = hasDate.get(`${schema}.${shape.table}`);
    if (has === undefined) return [create];
    if (has || !shape.hasBusinessDate) return [];
    return [`alter table ${schema}.${identifier(shape.table)} add column business_date date`];
  };
  const missing = shapes.flatMap((shape) => [
    ...complete('raw_toast', shape, rawTable(shape)),
    ...complete('raw_toast_history', shape, tableOfVersions(shape)),
  ]);
  if (missing.length > 0) await connection.transaction(() => connection.run(missing.join(';')));
}

function rawTable({ table, hasBusinessDate }: RawTableShape): string {
  return `create table raw_toast.${identifier(table)} (
    restaurant_id varchar not null,
    id varchar not null,
    payload json not null,
    modified_at timestamptz,
    extracted_at timestamptz not null,
    run_id varchar not null,
    removed_at timestamptz
    ${hasBusinessDate ? ', business_date date' : ''}
  )`;
}

function tableOfVersions({ table, hasBusinessDate }: RawTableShape): string {
  return `create table ${historyTable(table)} as
    select
      restaurant_id,
      id,
      payload,
      modified_at,
      least(coalesce(modified_at, removed_at), removed_at) as valid_from,
      removed_at as valid_to,
      run_id
      ${hasBusinessDate ? ', business_date' : ''}
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

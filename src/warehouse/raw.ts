import type { Connection } from './connection.js';
import { identifier, literal, literals } from './sql.js';

/** How the entities of one resource are told apart in its pages. */
export interface RawShape {
  /** Name of the resource, which is the name of its table in `raw_toast`. */
  readonly table: string;
  /** JSON path of the entity's id, such as `$.guid`. */
  readonly idPath: string;
  /** JSON path of the instant of its latest change; without one, any difference counts as newer. */
  readonly modifiedPath?: string | undefined;
}

export interface Landing {
  /** Left out where every entity is a restaurant and its id is that of the restaurant. */
  readonly restaurantId?: string | undefined;
  readonly runId: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Absolute paths of the spooled pages: JSON arrays, gzipped or not. */
  readonly files: readonly string[];
  /** No entity in the files is larger, in bytes. */
  readonly maximumObjectSize: number;
}

export interface Landed {
  readonly read: number;
  readonly inserted: number;
  readonly updated: number;
}

/** Creates the raw table of a resource: the latest version of each entity as Toast sent it. */
export async function createRawTable(connection: Connection, table: string): Promise<void> {
  await connection.run(`create table if not exists raw_toast.${identifier(table)} (
    restaurant_id varchar not null,
    id varchar not null,
    payload json not null,
    modified_at timestamptz,
    extracted_at timestamptz not null,
    run_id varchar not null
  )`);
}

/**
 * Merges spooled pages into the raw table: new entities are inserted, known ones updated when what
 * came is not older and not the same. Call it in the transaction that writes the ledger, one call
 * at a time per connection.
 *
 * `extracted_at` only ever grows within a table, whatever the clock does, so that "landed since"
 * can be asked with it. @throws DatabaseError, also when a file is not the JSON it should be.
 */
export async function landPages(
  connection: Connection,
  shape: RawShape,
  landing: Landing,
): Promise<Landed> {
  const { restaurantId, runId, at, files, maximumObjectSize } = landing;
  if (files.length === 0) return { read: 0, inserted: 0, updated: 0 };
  const table = `raw_toast.${identifier(shape.table)}`;
  const id = `json_extract_string(json, ${literal(shape.idPath)})`;
  const modified =
    shape.modifiedPath === undefined
      ? 'null'
      : `json_extract_string(json, ${literal(shape.modifiedPath)})`;
  const counted = await connection.query(
    `create or replace temp table landing as
    select
      ${restaurantId === undefined ? id : '$restaurant'} as restaurant_id,
      ${id} as id,
      json as payload,
      ${modified}::timestamptz as modified_at
    from read_json_objects(
      ${literals(files)},
      format = 'array',
      maximum_object_size = ${Math.max(maximumObjectSize, smallestObjectBuffer)}
    )
    qualify row_number() over (
      partition by id order by modified_at desc nulls last, payload desc
    ) = 1`,
    restaurantId === undefined ? {} : { restaurant: restaurantId },
  );
  const actions = await connection.all<{ merge_action: string }>(
    `merge into ${table} as target
    using (
      select landing.*, clock.extracted_at
      from landing
      cross join (
        select greatest(
          make_timestamptz($at::bigint * 1000),
          max(extracted_at) + interval 1 microsecond
        ) as extracted_at
        from ${table}
      ) as clock
    ) as source
    on target.restaurant_id = source.restaurant_id and target.id = source.id
    when matched
      and source.payload is distinct from target.payload
      and coalesce(source.modified_at >= target.modified_at, true)
      then update set
        payload = source.payload,
        modified_at = source.modified_at,
        extracted_at = source.extracted_at,
        run_id = $run
    when matched then do nothing
    when not matched then insert
      (restaurant_id, id, payload, modified_at, extracted_at, run_id)
      values (
        source.restaurant_id, source.id, source.payload, source.modified_at,
        source.extracted_at, $run
      )
    returning merge_action`,
    { at, run: runId },
  );
  await connection.run('drop table landing');
  const inserted = actions.filter(({ merge_action }) => merge_action === 'INSERT').length;
  const read = Number(counted.rows[0]?.[0] ?? 0);
  return { read, inserted, updated: actions.length - inserted };
}

/* The engine reads in blocks of at least this size. */
const smallestObjectBuffer = 16 * 1024 * 1024;

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
    `insert into raw_toast.restaurants
    select
      known.id, known.id, json_object('restaurantGuid', known.id), null,
      make_timestamptz($at::bigint * 1000), $run
    from (select unnest(${literals(restaurantIds)}) as id) as known
    anti join raw_toast.restaurants using (id)`,
    { at, run: runId },
  );
}

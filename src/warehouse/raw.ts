import { MalformedPageError } from '../errors.js';
import type { Connection } from './connection.js';
import { identifier, literal, literals } from './sql.js';

/** How the entities of one resource are told apart in its pages. */
export interface RawShape {
  /** Name of the resource, which is the name of its table in `raw_toast`. */
  readonly table: string;
  /** JSON path of the entity's id, such as `$.guid`; without one, the restaurant's id is it. */
  readonly idPath?: string | undefined;
  /** JSON path of the instant of its latest change; without one, any difference counts as newer. */
  readonly modifiedPath?: string | undefined;
}

/** Which known entities a listing must name again, or they are gone. */
export interface Complete {
  /**
   * Only those that lie inside this span (epoch milliseconds) by the instants at these JSON paths;
   * all of the restaurant's when left out.
   */
  readonly within?: { startPath: string; endPath: string; start: number; end: number };
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
  /** Given when the files list all that there is: what is known and not in them is marked removed. */
  readonly complete?: Complete | undefined;
}

export interface Landed {
  readonly read: number;
  readonly inserted: number;
  readonly updated: number;
  /** Entities that were marked as removed. */
  readonly removed: number;
}

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
 * Merges spooled pages into the raw table: new entities are inserted, known ones updated when what
 * came is not older and not the same. Call it in the transaction that writes the ledger, one call
 * at a time per connection.
 *
 * `extracted_at` only ever grows within a table, whatever the clock does, so that "landed since"
 * can be asked with it. @throws MalformedPageError when a file is not the list of entities that it
 * should be, DatabaseError for all else.
 */
export async function landPages(
  connection: Connection,
  shape: RawShape,
  landing: Landing,
): Promise<Landed> {
  if (landing.files.length === 0) return { read: 0, inserted: 0, updated: 0, removed: 0 };
  const table = `raw_toast.${identifier(shape.table)}`;
  const read = await loadLanding(connection, shape, landing);
  const clock = await nextExtractedAt(connection, table, landing.at);
  const merged = await mergeLanding(connection, table, landing.runId, clock);
  const removed =
    landing.complete === undefined
      ? 0
      : await markRemoved(connection, table, landing, landing.complete, clock);
  await connection.run('drop table landing');
  return { read, ...merged, removed };
}

async function loadLanding(
  connection: Connection,
  { idPath, modifiedPath }: RawShape,
  { restaurantId, files, maximumObjectSize }: Landing,
): Promise<number> {
  const field = (path: string) => `json_extract_string(json, ${literal(path)})`;
  const id = idPath === undefined ? '$restaurant' : field(idPath);
  const { rows } = await connection.query(
    `create or replace temp table landing as
    select
      ${restaurantId === undefined ? id : '$restaurant'} as restaurant_id,
      ${id} as id,
      json as payload,
      try_cast(${modifiedPath === undefined ? 'null' : field(modifiedPath)} as timestamptz) as modified_at
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
  const [nameless] = await connection.all('select 1 from landing where id is null limit 1');
  if (nameless === undefined) return Number(rows[0]?.[0] ?? 0);
  throw new MalformedPageError(`A page from Toast holds an entity without ${idPath}.`);
}

/* Epoch microseconds. */
async function nextExtractedAt(connection: Connection, table: string, at: number): Promise<number> {
  const [row] = await connection.all(
    `select greatest($at::bigint * 1000, max(epoch_us(extracted_at)) + 1) as clock from ${table}`,
    { at },
  );
  return Number(row?.clock);
}

async function mergeLanding(
  connection: Connection,
  table: string,
  runId: string,
  clock: number,
): Promise<{ inserted: number; updated: number }> {
  const actions = await connection.all<{ merge_action: string }>(
    `merge into ${table} as target
    using landing as source
    on target.restaurant_id = source.restaurant_id and target.id = source.id
    when matched
      and (source.payload is distinct from target.payload or target.removed_at is not null)
      and coalesce(source.modified_at >= target.modified_at, true)
      then update set
        payload = source.payload,
        modified_at = source.modified_at,
        extracted_at = make_timestamptz($clock::bigint),
        run_id = $run,
        removed_at = null
    when matched then do nothing
    when not matched then insert
      (restaurant_id, id, payload, modified_at, extracted_at, run_id)
      values (
        source.restaurant_id, source.id, source.payload, source.modified_at,
        make_timestamptz($clock::bigint), $run
      )
    returning merge_action`,
    { clock, run: runId },
  );
  const inserted = actions.filter(({ merge_action }) => merge_action === 'INSERT').length;
  return { inserted, updated: actions.length - inserted };
}

async function markRemoved(
  connection: Connection,
  table: string,
  { restaurantId, runId }: Landing,
  { within }: Complete,
  clock: number,
): Promise<number> {
  const instant = (path: string) =>
    `try_cast(json_extract_string(payload, ${literal(path)}) as timestamptz)`;
  const conditions = [
    'removed_at is null',
    ...(restaurantId === undefined ? [] : ['restaurant_id = $restaurant']),
    ...(within === undefined
      ? []
      : [
          `${instant(within.startPath)} >= make_timestamptz($start::bigint * 1000)`,
          `${instant(within.endPath)} < make_timestamptz($end::bigint * 1000)`,
        ]),
  ];
  return connection.run(
    `update ${table} as target
    set
      removed_at = make_timestamptz($clock::bigint),
      extracted_at = make_timestamptz($clock::bigint),
      run_id = $run
    where ${conditions.join(' and ')}
      and not exists (
        from landing
        where landing.restaurant_id = target.restaurant_id and landing.id = target.id
      )`,
    {
      clock,
      run: runId,
      ...(restaurantId === undefined ? {} : { restaurant: restaurantId }),
      ...(within === undefined ? {} : { start: within.start, end: within.end }),
    },
  );
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

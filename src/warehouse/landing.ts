import { MalformedPageError } from '../errors.js';
import type { Connection, Row } from './connection.js';
import { markRemoved, type Complete, type Stamp } from './removed.js';
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

/** The pages of one restaurant. */
export interface LandingPages {
  /** Left out where every entity is a restaurant and its id is that of the restaurant. */
  readonly restaurantId?: string | undefined;
  /** Absolute paths of the spooled pages: JSON arrays, gzipped or not. */
  readonly files: readonly string[];
  /** Given when the files list all that there is: what is known and not in them is marked removed. */
  readonly complete?: Complete | undefined;
}

export interface Landing {
  readonly runId: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** No entity in the files is larger, in bytes. */
  readonly maximumObjectSize: number;
  /** Of different restaurants. */
  readonly restaurants: readonly LandingPages[];
}

export interface Landed {
  readonly read: number;
  readonly inserted: number;
  readonly updated: number;
  /** Entities that were marked as removed. */
  readonly removed: number;
}

/** Of pages that are none. */
export const nothingLanded: Landed = { read: 0, inserted: 0, updated: 0, removed: 0 };

/**
 * Merges spooled pages into the raw table: new entities are inserted, known ones updated when what
 * came is not older and not the same. Gives what was landed of each restaurant, in the order given.
 * Call it in the transaction that writes the ledger, one call at a time per connection.
 *
 * `extracted_at` only ever grows within a table, whatever the clock does, so that "landed since"
 * can be asked with it. @throws MalformedPageError when a file is not the list of entities that it
 * should be, DatabaseError for all else.
 */
export async function landPages(
  connection: Connection,
  shape: RawShape,
  { restaurants, runId, at, maximumObjectSize }: Landing,
): Promise<Landed[]> {
  if (restaurants.every(({ files }) => files.length === 0))
    return restaurants.map(() => nothingLanded);
  const table = `raw_toast.${identifier(shape.table)}`;
  await load(connection, shape, restaurants, maximumObjectSize);
  await match(connection, table);
  const counts = new Map(
    (await countBySource(connection)).map(({ source, ...count }) => [source, count]),
  );
  const stamp = { runId, clock: await nextExtractedAt(connection, table, at) };
  const total = (of: 'inserted' | 'updated') =>
    [...counts.values()].reduce((sum, count) => sum + count[of], 0);
  if (total('updated') > 0) await updateChanged(connection, table, stamp);
  if (total('inserted') > 0) await insertNew(connection, table, stamp);
  const removed = await markRemoved(connection, table, restaurants, stamp);
  await connection.run('drop table landing; drop table matched');
  return restaurants.map((_, source) => ({
    ...nothingLanded,
    ...counts.get(source),
    removed: removed[source] ?? 0,
  }));
}

/* `source` is the place of the restaurant in the list. */
async function load(
  connection: Connection,
  { idPath, modifiedPath }: RawShape,
  restaurants: readonly LandingPages[],
  maximumObjectSize: number,
): Promise<void> {
  const field = (path: string) => `json_extract_string(json, ${literal(path)})`;
  const id = idPath === undefined ? 'restaurant_id' : field(idPath);
  const files = restaurants.flatMap((pages, source) =>
    pages.files.map((file) => ({ file, source, restaurantId: pages.restaurantId })),
  );
  const restaurantIds = files.map(({ restaurantId }) => restaurantId ?? '');
  await connection.run(
    `create or replace temp table landing as
    with sources as (
      select
        unnest(${literals(files.map(({ file }) => file))}) as file,
        unnest([${files.map(({ source }) => source).join(', ')}]) as source,
        nullif(unnest(${literals(restaurantIds)}), '') as restaurant_id
    )
    select
      source,
      coalesce(restaurant_id, ${field(idPath ?? '$')}) as restaurant_id,
      ${id} as id,
      json as payload,
      try_cast(${modifiedPath === undefined ? 'null' : field(modifiedPath)} as timestamptz) as modified_at
    from read_json_objects(
      ${literals(files.map(({ file }) => file))},
      format = 'array',
      filename = true,
      maximum_object_size = ${Math.max(maximumObjectSize, smallestObjectBuffer)}
    ) as pages
    inner join sources on sources.file = pages.filename`,
  );
  const [row] = await connection.all(
    `select
      count(*) filter (where id is null) as nameless,
      count(*) - count(distinct (restaurant_id, id)) as doubled
    from landing`,
  );
  if (Number(row?.nameless) > 0) {
    throw new MalformedPageError(`A page from Toast holds an entity without ${idPath}.`);
  }
  if (Number(row?.doubled) > 0) await keepLatest(connection);
}

/* Pages that shifted while they were read hold entities twice. */
async function keepLatest(connection: Connection): Promise<void> {
  await connection.run(
    `delete from landing
    where rowid not in (
      select arg_max(rowid, (coalesce(modified_at, '-infinity'), payload)) from landing
      group by restaurant_id, id
    )`,
  );
}

/* Finds the known entities by their keys alone, and compares payloads of these alone: reading all
   payloads of a long history for each window would cost more the longer it is. */
async function match(connection: Connection, table: string): Promise<void> {
  await connection.run(
    `create or replace temp table matched as
    select
      landing.rowid as landing_row,
      landing.source,
      target.rowid as target_row,
      false as is_changed
    from landing
    left join ${table} as target
      on target.restaurant_id = landing.restaurant_id and target.id = landing.id`,
  );
  await connection.run(
    `update matched set is_changed = true
    from landing, ${table} as target
    where landing.rowid = matched.landing_row
      and target.rowid = matched.target_row
      and (landing.payload is distinct from target.payload or target.removed_at is not null)
      and coalesce(landing.modified_at >= target.modified_at, true)`,
  );
}

interface Counts extends Row {
  source: number;
  read: number;
  inserted: number;
  updated: number;
}

function countBySource(connection: Connection): Promise<Counts[]> {
  return connection.all<Counts>(
    `select
      source,
      count(*)::integer as read,
      count(*) filter (where target_row is null)::integer as inserted,
      count(*) filter (where is_changed)::integer as updated
    from matched
    group by source`,
  );
}

/* Epoch microseconds. */
async function nextExtractedAt(connection: Connection, table: string, at: number): Promise<number> {
  const [row] = await connection.all(
    `select greatest($at::bigint * 1000, max(epoch_us(extracted_at)) + 1) as clock from ${table}`,
    { at },
  );
  return Number(row?.clock);
}

async function updateChanged(connection: Connection, table: string, stamp: Stamp): Promise<void> {
  await connection.run(
    `update ${table} as target
    set
      payload = landing.payload,
      modified_at = landing.modified_at,
      extracted_at = make_timestamptz($clock::bigint),
      run_id = $run,
      removed_at = null
    from matched, landing
    where matched.is_changed
      and target.rowid = matched.target_row
      and landing.rowid = matched.landing_row`,
    { clock: stamp.clock, run: stamp.runId },
  );
}

async function insertNew(connection: Connection, table: string, stamp: Stamp): Promise<void> {
  await connection.run(
    `insert into ${table} by name
    select
      landing.restaurant_id,
      landing.id,
      landing.payload,
      landing.modified_at,
      make_timestamptz($clock::bigint) as extracted_at,
      $run as run_id
    from landing
    inner join matched on matched.landing_row = landing.rowid
    where matched.target_row is null`,
    { clock: stamp.clock, run: stamp.runId },
  );
}

/* The engine reads in blocks of at least this size. */
const smallestObjectBuffer = 16 * 1024 * 1024;

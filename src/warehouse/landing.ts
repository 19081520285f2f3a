import { MalformedPageError } from '../errors.js';
import type { Connection, Row } from './connection.js';
import { markRemoved, type Complete, type Stamp } from './removed.js';
import { pagesSql } from './pages-sql.js';
import { identifier } from './sql.js';

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
 * The pages are read twice, for their keys and for what is to be written, and payloads go from the
 * one file to the other: kept in between, those of a long window would take much memory.
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
  if (restaurants.every(({ files }) => files.length === 0)) {
    return restaurants.map(() => nothingLanded);
  }
  const pages = pagesSql(shape, restaurants, maximumObjectSize);
  const target = `raw_toast.${identifier(shape.table)}`;
  const read = await loadKeys(connection, shape, pages);
  await matchKeys(connection, target);
  const counts = await countBySource(connection);
  const total = (of: 'inserted' | 'known') =>
    [...counts.values()].reduce((sum, count) => sum + count[of], 0);
  const doubled = read > total('inserted') + total('known');
  const write = {
    pages,
    target,
    doubled,
    runId,
    clock: await nextExtractedAt(connection, target, at),
  };
  const updated =
    total('known') > 0 ? await updateChanged(connection, write) : new Map<number, number>();
  if (total('inserted') > 0) await insertNew(connection, write);
  const removed = await markRemoved(connection, target, restaurants, write);
  await connection.run('drop table landing; drop table matched');
  return restaurants.map((_, source) => {
    const { inserted, known } = counts.get(source) ?? { inserted: 0, known: 0 };
    return {
      read: inserted + known,
      inserted,
      updated: updated.get(source) ?? 0,
      removed: removed[source] ?? 0,
    };
  });
}

interface Write extends Stamp {
  /** SQL of the pages' entities. */
  readonly pages: string;
  /** The raw table, quoted. */
  readonly target: string;
  /** Pages that shifted while they were read hold entities twice. */
  readonly doubled: boolean;
}

/* Gives how many entities there are, those that came more than once counted as often. */
async function loadKeys(
  connection: Connection,
  { idPath }: RawShape,
  pages: string,
): Promise<number> {
  await connection.run(
    `create or replace temp table landing as select source, restaurant_id, id from ${pages}`,
  );
  const [row] = await connection.all(
    'select count(*) as entities, count(*) - count(id) as nameless from landing',
  );
  if (Number(row?.nameless) > 0) {
    throw new MalformedPageError(`A page from Toast holds an entity without ${idPath}.`);
  }
  return Number(row?.entities);
}

/* Known entities are found by their keys alone: reading the payloads of a long history for each
   window would cost more the longer it is. */
async function matchKeys(connection: Connection, target: string): Promise<void> {
  await connection.run(
    `create or replace temp table matched as
    select landing.source, landing.restaurant_id, landing.id, target.rowid as target_row
    from (
      select min(source) as source, restaurant_id, id from landing group by restaurant_id, id
    ) as landing
    left join ${target} as target
      on target.restaurant_id = landing.restaurant_id and target.id = landing.id`,
  );
}

interface Counts {
  inserted: number;
  known: number;
}

/* An entity that several sources hold counts for the first. */
async function countBySource(connection: Connection): Promise<Map<number, Counts>> {
  const rows = await connection.all<Row & { source: number } & Counts>(
    `select
      source,
      count(*) filter (where target_row is null)::integer as inserted,
      count(target_row)::integer as known
    from matched
    group by source`,
  );
  return new Map(rows.map(({ source, inserted, known }) => [source, { inserted, known }]));
}

/* Epoch microseconds. */
async function nextExtractedAt(connection: Connection, table: string, at: number): Promise<number> {
  const [row] = await connection.all(
    `select greatest($at::bigint * 1000, max(epoch_us(extracted_at)) + 1) as clock from ${table}`,
    { at },
  );
  return Number(row?.clock);
}

/*
 * Gives how many were updated, by source. The new version goes to the end of the table: changing a
 * payload in its place would write all payloads of its row group again, and edits are all over them.
 */
async function updateChanged(connection: Connection, write: Write): Promise<Map<number, number>> {
  await connection.run(
    `create or replace temp table known as
    select matched.target_row, pages.restaurant_id, pages.id, pages.payload, pages.modified_at
    from ${write.pages} as pages
    inner join matched on matched.restaurant_id = pages.restaurant_id and matched.id = pages.id
    where matched.target_row is not null
    ${write.doubled ? latestOnly : ''}`,
  );
  await connection.run(
    `create or replace temp table changed as
    select known.target_row
    from known
    inner join ${write.target} as target on target.rowid = known.target_row
    where (known.payload is distinct from target.payload or target.removed_at is not null)
      and coalesce(known.modified_at >= target.modified_at, true)`,
  );
  const rows = await connection.all<Row & { source: number; updated: number }>(
    `select matched.source, count(*)::integer as updated
    from changed inner join matched on matched.target_row = changed.target_row
    group by matched.source`,
  );
  if (rows.length > 0) {
    await connection.run(
      `delete from ${write.target} as target using changed where target.rowid = changed.target_row`,
    );
    await connection.run(
      `insert into ${write.target} by name
      select
        known.restaurant_id,
        known.id,
        known.payload,
        known.modified_at,
        make_timestamptz($clock::bigint) as extracted_at,
        $run as run_id
      from known
      semi join changed on changed.target_row = known.target_row`,
      { clock: write.clock, run: write.runId },
    );
  }
  await connection.run('drop table known; drop table changed');
  return new Map(rows.map(({ source, updated }) => [source, updated]));
}

/* Choosing the latest of several sorts payloads, so it is left to the few that came more than once. */
async function insertNew(connection: Connection, write: Write): Promise<void> {
  if (!write.doubled) return insertFrom(connection, write, '');
  await connection.run(
    `create or replace temp table twice as
    select restaurant_id, id from landing group by restaurant_id, id having count(*) > 1`,
  );
  const twice = 'join twice on twice.restaurant_id = pages.restaurant_id and twice.id = pages.id';
  await insertFrom(connection, write, `anti ${twice}`);
  await insertFrom(connection, write, `semi ${twice} ${latestOnly}`);
  await connection.run('drop table twice');
}

async function insertFrom(connection: Connection, write: Write, which: string): Promise<void> {
  await connection.run(
    `insert into ${write.target} by name
    select
      pages.restaurant_id,
      pages.id,
      pages.payload,
      pages.modified_at,
      make_timestamptz($clock::bigint) as extracted_at,
      $run as run_id
    from ${write.pages} as pages
    anti join (select restaurant_id, id from matched where target_row is not null) as known
      on known.restaurant_id = pages.restaurant_id and known.id = pages.id
    ${which}`,
    { clock: write.clock, run: write.runId },
  );
}

const latestOnly = `qualify row_number() over (
      partition by pages.restaurant_id, pages.id
      order by pages.modified_at desc nulls last, pages.payload desc
    ) = 1`;

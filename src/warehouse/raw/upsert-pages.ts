import { MalformedPageError } from '../../errors.js';
import type { Connection, Row } from '../engine/connection.js';
import { markRemoved, type Complete } from './mark-removed.js';
import { pagesSql } from './pages-sql.js';
import { identifier } from '../engine/sql.js';
import { insertNew, updateChanged } from './write-entities.js';

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

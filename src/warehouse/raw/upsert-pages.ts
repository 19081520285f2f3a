import { MalformedJsonError, MalformedPageError, MissingIdError } from '../../errors.js';
import type { Connection, Row } from '../engine/connection.js';
import { identifier } from '../engine/sql.js';
import { historyTable } from './history.js';
import { markRemoved } from './mark-removed.js';
import { pagesSql } from './pages-sql.js';
import type { EntityShape, RestaurantPages } from './restaurant-pages.js';
import { insertNew, updateChanged } from './write-entities.js';

export interface UpsertRequest {
  readonly runId: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Size in bytes that no entity in the files exceeds. */
  readonly maximumObjectSize: number;
  readonly restaurants: readonly RestaurantPages[];
}

/** Counts of entities. */
export interface UpsertCounts {
  readonly read: number;
  readonly inserted: number;
  readonly updated: number;
  /** Marked as removed. */
  readonly removed: number;
}

/** The counts of pages without entities. */
export const noRows: UpsertCounts = { read: 0, inserted: 0, updated: 0, removed: 0 };

/**
 * Merges spooled pages into the raw table of a resource: inserts new entities, updates known ones
 * whose version in the pages is not older and differs, and marks removed ones. Versions that are
 * replaced or removed go to the history of the resource, if it keeps any. Returns counts for each
 * restaurant, in the order given. Call it in the transaction that writes the ledger, one call at
 * a time per connection.
 *
 * The pages are read twice, for keys and for what has to be written, and payloads go straight from
 * one file to the other: kept in between, the payloads of a long window would take much memory.
 *
 * `extracted_at` only grows within a table, whatever the clock does, so that `extracted_at > x` finds
 * everything loaded since x.
 * @throws MalformedPageError when a file is not a list of entities (MissingIdError when one of them has
 *   no id), DatabaseError otherwise.
 */
export async function upsertPages(
  connection: Connection,
  shape: EntityShape,
  request: UpsertRequest,
): Promise<UpsertCounts[]> {
  if (request.restaurants.every(({ files }) => files.length === 0)) {
    return request.restaurants.map(() => noRows);
  }
  try {
    return await upsert(connection, shape, request);
  } catch (error) {
    if (!(error instanceof MalformedJsonError)) throw error;
    throw new MalformedPageError('A page from Toast is not a valid JSON list.', { cause: error });
  }
}

async function upsert(
  connection: Connection,
  shape: EntityShape,
  { restaurants, runId, at, maximumObjectSize }: UpsertRequest,
): Promise<UpsertCounts[]> {
  const pages = pagesSql(shape, restaurants, maximumObjectSize);
  const target = `raw_toast.${identifier(shape.table)}`;
  const latest = await latestExtractedAt(connection, target);
  const keys = latest === undefined ? newKeys(pages) : await matchKeys(connection, pages, target);
  const counts = await countBySource(connection, shape, keys);
  const total = (which: keyof Counts) =>
    [...counts.values()].reduce((sum, count) => sum + count[which], 0);
  const write = {
    pages,
    keys,
    target,
    hasBusinessDate: shape.hasBusinessDate ?? false,
    kept: shape.history && { table: historyTable(shape.table), which: shape.history },
    hasDuplicates: total('entities') > total('inserted') + total('known'),
    hasKnown: total('known') > 0,
    runId,
    clock: Math.max(Math.round(at) * 1000, (latest ?? 0) + 1),
  };
  const updated = write.hasKnown
    ? await updateChanged(connection, write)
    : new Map<number, number>();
  if (total('inserted') > 0) await insertNew(connection, write);
  const removed = latest === undefined ? [] : await markRemoved(connection, write, restaurants);
  if (latest !== undefined) await connection.run(`drop table ${keys}`);
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

/* In epoch microseconds; undefined for a table without rows. */
async function latestExtractedAt(
  connection: Connection,
  table: string,
): Promise<number | undefined> {
  const [row] = await connection.all(`select epoch_us(max(extracted_at)) as latest from ${table}`);
  const latest = row?.latest ?? undefined;
  return latest === undefined ? undefined : Number(latest);
}

/* An entity that is in the pages of several sources counts for the first. */
const keysSql = (pages: string) =>
  `select min(source) as source, restaurant_id, id, count(*) as copies
    from ${pages} group by restaurant_id, id`;

/* In a first load no key is known, so there is nothing to match, and the keys are used only once. */
function newKeys(pages: string): string {
  return `(select *, null::bigint as target_row from (${keysSql(pages)}))`;
}

/* Known entities are found by their keys alone: reading the payloads of a long history for each
   window would cost more the longer the history is. */
async function matchKeys(connection: Connection, pages: string, target: string): Promise<string> {
  await connection.run(
    `create or replace temp table incoming as
    select keys.*, target.rowid as target_row
    from (${keysSql(pages)}) as keys
    left join ${target} as target
      on target.restaurant_id = keys.restaurant_id and target.id = keys.id`,
  );
  return 'incoming';
}

interface Counts {
  /** Including duplicates. */
  entities: number;
  inserted: number;
  known: number;
}

async function countBySource(
  connection: Connection,
  { idPath }: EntityShape,
  keys: string,
): Promise<Map<number, Counts>> {
  /* An object, a list or a boolean is extracted as its JSON text. */
  const rows = await connection.all<Row & { source: number; without_id: number } & Counts>(
    `select
      source,
      sum(copies)::integer as entities,
      count(*) filter (where target_row is null)::integer as inserted,
      count(target_row)::integer as known,
      count(*) filter (
        where id is null or id in ('', 'true', 'false') or starts_with(id, '{') or starts_with(id, '[')
      ) as without_id
    from ${keys}
    group by source`,
  );
  if (rows.some(({ without_id }) => without_id > 0)) {
    throw new MissingIdError(`A page from Toast contains an entity without ${idPath}.`);
  }
  return new Map(rows.map((row) => [row.source, row]));
}

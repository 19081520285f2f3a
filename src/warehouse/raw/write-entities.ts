import type { Connection, Row } from '../engine/connection.js';
import { literal } from '../engine/sql.js';
import { canonicalJson, keepVersions, type RawTable, type Stamp } from './history.js';
import { rowSlices } from './row-slices.js';

export interface Write extends Stamp, RawTable {
  /** Subquery of the entities in the pages. */
  readonly pages: string;
  /**
   * Table of their keys, each once, with the columns source, restaurant_id, id, copies (how often it is in
   * the pages) and target_row (the row of the raw table that has it).
   */
  readonly keys: string;
  /** Whether the raw table has any of the entities. */
  readonly hasKnown: boolean;
  /** Whether an entity is in the pages more than once, as when pages shifted while they were read. */
  readonly hasDuplicates: boolean;
}

/**
 * Writes new versions of known entities and returns their number by source. A new version is appended
 * to the table: changing a payload in place would rewrite all payloads of its row group, and edits are
 * spread over all groups. Payloads are kept in between only where there is a history, which compares
 * their values.
 */
export async function updateChanged(
  connection: Connection,
  write: Write,
): Promise<Map<number, number>> {
  await connection.run(
    `create or replace temp table candidates as
    select
      matched.target_row,
      pages.restaurant_id,
      pages.id,
      ${write.kept === undefined ? 'null' : 'pages.payload'} as payload,
      md5_number(pages.payload) as digest,
      pages.modified_at
      ${write.hasBusinessDate ? ', pages.business_date' : ''}
    from ${write.pages} as pages
    inner join ${write.keys} as matched
      on matched.restaurant_id = pages.restaurant_id and matched.id = pages.id
    where matched.target_row is not null
    ${write.hasDuplicates ? latestOnly(write) : ''}`,
  );
  await findChanged(connection, write);
  const rows = await connection.all<Row & { source: number; updated: number }>(
    `select matched.source, count(*)::integer as updated
    from changed inner join ${write.keys} as matched on matched.target_row = changed.target_row
    group by matched.source`,
  );
  if (rows.length > 0) {
    await keepVersions(connection, write, '(from changed where is_version)', write);
    await connection.run(
      `delete from ${write.target} as target using changed where target.rowid = changed.target_row`,
    );
    await insertRows(
      connection,
      write,
      `${write.pages} as pages
      semi join (from candidates semi join changed using (target_row)) as changed
        on changed.restaurant_id = pages.restaurant_id and changed.id = pages.id
      ${write.hasDuplicates ? latestOnly(write) : ''}`,
    );
  }
  await connection.run('drop table candidates; drop table changed');
  return new Map(rows.map(({ source, updated }) => [source, updated]));
}

/*
 * A later modification time means a new version. Payloads are compared only where that does not tell:
 * those of the table are compressed many at a time, so that reading a few takes as long as many. They
 * are compared by digest, because a join holds one side of what it compares in memory.
 *
 * `is_version` tells whether what is replaced is kept as a version.
 */
async function findChanged(connection: Connection, write: Write): Promise<void> {
  const { target, kept, hasBusinessDate } = write;
  await connection.run(
    `create or replace temp table changed as
    select candidates.target_row, true as is_later, true as is_version
    from candidates
    inner join ${target} as target on target.rowid = candidates.target_row
    where candidates.modified_at > target.modified_at
      or (target.removed_at is not null and coalesce(candidates.modified_at >= target.modified_at, true))`,
  );
  const undecided = `
    from candidates
    anti join changed on changed.target_row = candidates.target_row
    inner join ${target} as target on target.rowid = candidates.target_row
    where coalesce(candidates.modified_at >= target.modified_at, true)`;
  const differs = 'candidates.digest <> md5_number(target.payload)';
  const isMoved = 'candidates.business_date is distinct from target.business_date';
  /* A date that was not known before does not make what it is added to another version. */
  const isVersion = hasBusinessDate ? `target.business_date is not null or ${differs}` : 'true';
  for (const slice of await rowSlices(connection, `(select target_row ${undecided})`)) {
    const different = await connection.run(
      `insert into changed
      select
        candidates.target_row,
        false as is_later,
        ${kept?.which === 'earlier' ? 'false' : isVersion} as is_version
      ${undecided}
        and ${slice('candidates.target_row')}
        and ${slice('target.rowid')}
        and (${differs} ${hasBusinessDate ? `or ${isMoved}` : ''})`,
    );
    if (kept !== undefined && different > 0) {
      await ignoreEqual(connection, write, slice('target.rowid'));
    }
  }
}

/* Compares values only where the texts differ, which is rare: it takes much longer. */
async function ignoreEqual(
  connection: Connection,
  { target, hasBusinessDate }: Write,
  slice: string,
): Promise<void> {
  await connection.run(
    `delete from changed using candidates, ${target} as target
    where not changed.is_later
      and candidates.target_row = changed.target_row
      and target.rowid = changed.target_row
      and ${slice}
      ${hasBusinessDate ? 'and candidates.business_date = target.business_date' : ''}
      and ${canonicalJson('candidates.payload')} = ${canonicalJson('target.payload')}`,
  );
}

/**
 * Writes the entities that are new. Picking the latest of several versions sorts payloads, so it is
 * done only for the few entities that are in the pages more than once.
 */
export async function insertNew(connection: Connection, write: Write): Promise<void> {
  if (!write.hasDuplicates) return insertFrom(connection, write, '');
  await connection.run(
    `create or replace temp table duplicate_keys as
    select restaurant_id, id from ${write.keys} where copies > 1`,
  );
  const duplicates =
    'join duplicate_keys on duplicate_keys.restaurant_id = pages.restaurant_id and duplicate_keys.id = pages.id';
  await insertFrom(connection, write, `anti ${duplicates}`);
  await insertFrom(connection, write, `semi ${duplicates} ${latestOnly(write)}`);
  await connection.run('drop table duplicate_keys');
}

function insertFrom(connection: Connection, write: Write, filter: string): Promise<void> {
  return insertRows(
    connection,
    write,
    `${write.pages} as pages ${write.hasKnown ? unknownOnly(write.keys) : ''} ${filter}`,
  );
}

const unknownOnly = (keys: string) =>
  `anti join (select restaurant_id, id from ${keys} where target_row is not null) as known
      on known.restaurant_id = pages.restaurant_id and known.id = pages.id`;

/* `from` selects the entities to insert and calls them `pages`. */
async function insertRows(
  connection: Connection,
  { target, clock, runId, hasBusinessDate }: Write,
  from: string,
): Promise<void> {
  await connection.run(
    `insert into ${target} by name
    select
      pages.restaurant_id,
      pages.id,
      pages.payload,
      pages.modified_at,
      ${hasBusinessDate ? 'pages.business_date,' : ''}
      make_timestamptz(${clock}) as extracted_at,
      ${literal(runId)} as run_id
    from ${from}`,
  );
}

/* Business dates are read one after the other: what has moved meanwhile is read last on its new date. */
function latestOnly({ hasBusinessDate }: Write): string {
  return `qualify row_number() over (
      partition by pages.restaurant_id, pages.id
      order by
        pages.modified_at desc nulls last,
        ${hasBusinessDate ? 'pages.business_date desc,' : ''}
        pages.payload desc
    ) = 1`;
}

import type { Connection, Row } from '../engine/connection.js';
import { canonicalJson, keepVersions, type RawTable, type Stamp } from './history.js';

/*
 * Both functions expect the temporary tables `incoming` (keys of the entities in the pages) and `matched`
 * (each key once, with the row of the raw table that has it).
 */
export interface Write extends Stamp, RawTable {
  /** Subquery of the entities in the pages. */
  readonly pages: string;
  /** Whether an entity is in the pages more than once, as when pages shifted while they were read. */
  readonly hasDuplicates: boolean;
}

/**
 * Writes new versions of known entities and returns their number by source. A new version is appended
 * to the table: changing a payload in place would rewrite all payloads of its row group, and edits are
 * spread over all groups.
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
      pages.payload,
      pages.modified_at
      ${write.hasBusinessDate ? ', pages.business_date' : ''}
    from ${write.pages} as pages
    inner join matched on matched.restaurant_id = pages.restaurant_id and matched.id = pages.id
    where matched.target_row is not null
    ${write.hasDuplicates ? latestOnly(write) : ''}`,
  );
  await findChanged(connection, write);
  const rows = await connection.all<Row & { source: number; updated: number }>(
    `select matched.source, count(*)::integer as updated
    from changed inner join matched on matched.target_row = changed.target_row
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
      'candidates as pages semi join changed on changed.target_row = pages.target_row',
    );
  }
  await connection.run('drop table candidates; drop table changed');
  return new Map(rows.map(({ source, updated }) => [source, updated]));
}

/*
 * A later modification time means a new version. Payloads are compared only where that does not tell:
 * those of the table are compressed many at a time, so that reading a few takes as long as many.
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
  const differs = 'candidates.payload is distinct from target.payload';
  const isMoved = 'candidates.business_date is distinct from target.business_date';
  /* A date that was not known before does not make what it is added to another version. */
  const isVersion = hasBusinessDate ? `target.business_date is not null or ${differs}` : 'true';
  await connection.run(
    `insert into changed
    select
      candidates.target_row,
      false as is_later,
      ${kept?.which === 'earlier' ? 'false' : isVersion} as is_version
    from candidates
    anti join changed on changed.target_row = candidates.target_row
    inner join ${target} as target on target.rowid = candidates.target_row
    where (${differs} ${hasBusinessDate ? `or ${isMoved}` : ''})
      and coalesce(candidates.modified_at >= target.modified_at, true)`,
  );
  if (kept !== undefined) await ignoreEqual(connection, write);
}

/* Compares values only where the texts differ, which is rare: it takes much longer. */
async function ignoreEqual(
  connection: Connection,
  { target, hasBusinessDate }: Write,
): Promise<void> {
  await connection.run(
    `delete from changed using candidates, ${target} as target
    where not changed.is_later
      and candidates.target_row = changed.target_row
      and target.rowid = changed.target_row
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
    select restaurant_id, id from incoming group by restaurant_id, id having count(*) > 1`,
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
    `${write.pages} as pages
    anti join (select restaurant_id, id from matched where target_row is not null) as known
      on known.restaurant_id = pages.restaurant_id and known.id = pages.id
    ${filter}`,
  );
}

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
      make_timestamptz($clock::bigint) as extracted_at,
      $run as run_id
    from ${from}`,
    { clock, run: runId },
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

import type { Connection, Row } from '../engine/connection.js';
import type { Stamp } from './mark-removed.js';

/* The temporary tables `landing` (keys of all that came) and `matched` (those that are known) are there. */
export interface Write extends Stamp {
  /** SQL of the pages' entities. */
  readonly pages: string;
  /** The raw table, quoted. */
  readonly target: string;
  /** Pages that shifted while they were read hold entities twice. */
  readonly doubled: boolean;
}

/**
 * Writes the known entities that changed and gives how many they are, by source. The new version
 * goes to the end of the table: changing a payload in its place would write all payloads of its row
 * group again, and edits are all over them.
 */
export async function updateChanged(
  connection: Connection,
  write: Write,
): Promise<Map<number, number>> {
  await connection.run(
    `create or replace temp table known as
    select matched.target_row, pages.restaurant_id, pages.id, pages.payload, pages.modified_at
    from ${write.pages} as pages
    inner join matched on matched.restaurant_id = pages.restaurant_id and matched.id = pages.id
    where matched.target_row is not null
    ${write.doubled ? latestOnly : ''}`,
  );
  await findChanged(connection, write.target);
  const rows = await connection.all<Row & { source: number; updated: number }>(
    `select matched.source, count(*)::integer as updated
    from changed inner join matched on matched.target_row = changed.target_row
    group by matched.source`,
  );
  if (rows.length > 0) {
    await connection.run(
      `delete from ${write.target} as target using changed where target.rowid = changed.target_row`,
    );
    await insertRows(
      connection,
      write,
      'known as pages semi join changed on changed.target_row = pages.target_row',
    );
  }
  await connection.run('drop table known; drop table changed');
  return new Map(rows.map(({ source, updated }) => [source, updated]));
}

/*
 * A later version is another one, whatever is in it: only where that does not tell are payloads
 * compared. Those of the table are compressed many at a time, so reading a few takes as long as many.
 */
async function findChanged(connection: Connection, target: string): Promise<void> {
  await connection.run(
    `create or replace temp table changed as
    select known.target_row
    from known
    inner join ${target} as target on target.rowid = known.target_row
    where known.modified_at > target.modified_at
      or (target.removed_at is not null and coalesce(known.modified_at >= target.modified_at, true))`,
  );
  await connection.run(
    `insert into changed
    select known.target_row
    from known
    anti join changed on changed.target_row = known.target_row
    inner join ${target} as target on target.rowid = known.target_row
    where known.payload is distinct from target.payload
      and coalesce(known.modified_at >= target.modified_at, true)`,
  );
}

/**
 * Writes the entities that are new. Choosing the latest of several sorts payloads, so it is left to the
 * few that came more than once.
 */
export async function insertNew(connection: Connection, write: Write): Promise<void> {
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

function insertFrom(connection: Connection, write: Write, which: string): Promise<void> {
  return insertRows(
    connection,
    write,
    `${write.pages} as pages
    anti join (select restaurant_id, id from matched where target_row is not null) as known
      on known.restaurant_id = pages.restaurant_id and known.id = pages.id
    ${which}`,
  );
}

/* `from` names the entities to insert `pages`. */
async function insertRows(
  connection: Connection,
  { target, clock, runId }: Write,
  from: string,
): Promise<void> {
  await connection.run(
    `insert into ${target} by name
    select
      pages.restaurant_id,
      pages.id,
      pages.payload,
      pages.modified_at,
      make_timestamptz($clock::bigint) as extracted_at,
      $run as run_id
    from ${from}`,
    { clock, run: runId },
  );
}

const latestOnly = `qualify row_number() over (
      partition by pages.restaurant_id, pages.id
      order by pages.modified_at desc nulls last, pages.payload desc
    ) = 1`;

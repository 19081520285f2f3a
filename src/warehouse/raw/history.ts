import type { Connection } from '../engine/connection.js';
import { identifier } from '../engine/sql.js';
import { rowSlices } from './row-slices.js';

/** The instant (epoch microseconds) and the run that are written with each row. */
export interface Stamp {
  readonly clock: number;
  readonly runId: string;
}

/** A raw table and the table of its superseded versions, as quoted names. */
export interface RawTable {
  readonly target: string;
  /** Whether both have a column `business_date`. */
  readonly hasBusinessDate: boolean;
  /** Left out where no superseded version is kept. */
  readonly kept?: { readonly table: string; readonly which: 'different' | 'earlier' } | undefined;
}

/** Returns the quoted name of the table that keeps the superseded versions of a resource. */
export function historyTable(table: string): string {
  return `raw_toast_history.${identifier(table)}`;
}

/**
 * Copies the current versions of a raw table whose rows are in the temporary table `rows`, by the column
 * target_row, to the table of superseded versions, if there is one. Call it before they are replaced or marked
 * as removed, in the same transaction.
 *
 * A current version was first seen at its `extracted_at`. The version of a removed entity is there
 * since it was removed.
 */
export async function keepVersions(
  connection: Connection,
  { target, kept, hasBusinessDate }: RawTable,
  rows: string,
  { clock, runId }: Stamp,
): Promise<void> {
  if (kept === undefined) return;
  for (const slice of await rowSlices(connection, rows)) {
    await connection.run(
      `insert into ${kept.table} by name
      select
        target.restaurant_id,
        target.id,
        target.payload,
        target.modified_at,
        ${hasBusinessDate ? 'target.business_date,' : ''}
        target.extracted_at as valid_from,
        make_timestamptz($clock::bigint) as valid_to,
        $run as run_id
      from ${target} as target
      semi join ${rows} as replaced on replaced.target_row = target.rowid
      where target.removed_at is null and ${slice('target.rowid')}`,
      { clock, run: runId },
    );
  }
}

/**
 * Deletes the versions that were superseded before `before` (epoch milliseconds) from the tables of
 * these resources.
 */
export async function pruneHistory(
  connection: Connection,
  tables: readonly string[],
  before: number,
): Promise<void> {
  for (const table of tables) {
    await connection.run(
      `delete from ${historyTable(table)} where valid_to < make_timestamptz($before::bigint * 1000)`,
      { before },
    );
  }
}

/**
 * Returns an expression that is the same for JSON values that differ only in the order of their keys or
 * in how numbers are written (`1`, `1.0`).
 */
export function canonicalJson(payload: string): string {
  return `(
    select list_sort(
      list([path, key, coalesce(regexp_replace(atom::varchar, '\\.0$', ''), type)])
    )
    from json_tree(${payload})
  )`;
}

import type { Connection } from '../../warehouse/connection.js';
import type { Relation } from '../relation.js';

/* Fewer rows than this take no more than a megabyte or two. */
const worthIt = 16_384;

/**
 * Whether more than a quarter of the rows that were written to a table are deleted since. The engine
 * keeps their space: row numbers grow with every row written, so the highest tells how many they were.
 * Ask before anything is added: rows of an open transaction have numbers of their own.
 */
export async function isSparse(connection: Connection, relation: Relation): Promise<boolean> {
  const [row] = await connection.all<{ kept: number; written: number }>(
    `select count(*)::double as kept, coalesce(max(rowid) + 1, 0)::double as written from ${relation}`,
  );
  const { kept = 0, written = 0 } = row ?? {};
  return written > worthIt && written - kept > written / 4;
}

import type { Connection } from './connection.js';

/* Fewer rows than this are left: a few megabytes, or some ten of them where the rows are orders. */
const worthIt = 16_384;

/**
 * Whether more than a quarter of the rows that were ever written to a table are deleted since. Their
 * space is kept until the table is written anew, since the engine's own way of giving it back is
 * switched off (warehouse.ts). Row numbers grow with every row written, so the highest tells how many
 * there were. `table` is quoted. Ask before anything is added in a transaction: its rows have numbers
 * of their own.
 */
export async function isSparse(connection: Connection, table: string): Promise<boolean> {
  const [row] = await connection.all<{ kept: number; written: number }>(
    `select count(*)::double as kept, coalesce(max(rowid) + 1, 0)::double as written from ${table}`,
  );
  const { kept = 0, written = 0 } = row ?? {};
  return written > worthIt && written - kept > written / 4;
}

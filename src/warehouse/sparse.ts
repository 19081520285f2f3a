import type { Connection } from './connection.js';
import { literal } from './sql.js';

/* Of so few rows the deleted ones are left: a few megabytes, or some ten of them where they are orders. */
const worthIt = 16_384;

/** How many rows the engine writes together: of raw tables, and of those that models build. */
export const rowsPerGroup = { raw: 2048, modelled: 16_384 } as const;

/**
 * Whether a table takes much more space than its rows need, so that it is worth writing anew: more
 * than a quarter of the rows ever written to it are deleted since, or they are in half as many groups
 * more than they would fill (two more, if that is one). Each run adds a group of its own, which takes
 * at least 256 kB. The
 * engine's own way of giving space back is switched off (warehouse.ts).
 *
 * Row numbers grow with every row written, so the highest tells how many there were. Ask before
 * anything is added in a transaction: its rows have numbers of their own. `table` is quoted, in the
 * database of the file.
 */
export async function isSparse(
  connection: Connection,
  table: string,
  kind: keyof typeof rowsPerGroup,
): Promise<boolean> {
  const [row] = await connection.all<{ kept: number; written: number; groups: number }>(
    `select
      count(*)::double as kept,
      coalesce(max(rowid) + 1, 0)::double as written,
      (
        select count(distinct row_group_id)::double from pragma_storage_info(${literal(table)})
      ) as groups
    from ${table}`,
  );
  const { kept = 0, written = 0, groups = 0 } = row ?? {};
  const needed = Math.ceil(kept / rowsPerGroup[kind]);
  return (
    (written > worthIt && written - kept > written / 4) || groups > needed + Math.max(1, needed / 2)
  );
}

import type { Connection, Row } from '../engine/connection.js';
import { rowsPerGroup } from '../storage/row-groups.js';

/** Returns a condition that holds for row ids, in the column given, of a few row groups. */
export type RowSlice = (column: string) => string;

/* 16 row groups of orders take 32 MB. */
const groupsPerSlice = 16;

/**
 * Returns slices that together contain the rows of a raw table that a query names by its column
 * target_row; none if it names none. A join on row ids reads everything between the first and the last
 * of them, payloads included. With the condition of a slice, it reads the row groups in the slice.
 */
export async function rowSlices(connection: Connection, query: string): Promise<RowSlice[]> {
  const ranges = await connection.all<Row & { first: number; last: number }>(
    `select min(target_row)::double as first, max(target_row)::double as last
    from ${query} as needed
    group by target_row // ${rowsPerGroup.raw}
    order by first`,
  );
  const slices: RowSlice[] = [];
  for (let at = 0; at < ranges.length; at += groupsPerSlice) {
    const own = ranges.slice(at, at + groupsPerSlice);
    slices.push((column) => {
      const conditions = own.map(({ first, last }) => `${column} between ${first} and ${last}`);
      return `(${conditions.join(' or ')})`;
    });
  }
  return slices;
}

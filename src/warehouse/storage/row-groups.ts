/** Number of rows in a row group of raw tables, and of tables that models build. */
export const rowsPerGroup = { raw: 2048, modelled: 16_384 } as const;

/** Numbers of rows, of a row group or of a table. */
export interface Rows {
  readonly totalRows: number;
  /** Rows that are not deleted. */
  readonly liveRows: number;
}

/** Rows that the engine has written together. */
export interface RowGroup extends Rows {
  /** Row id of the first row. */
  readonly first: number;
}

/* Share of a table's rows that may be deleted before it is compacted. */
const maxDeletedShare = 1 / 8;

/* Each run adds a small group, which takes at least one block of the file. A group is small when it is
   less than a quarter full; what an initial extraction leaves is not. */
const maxSmallGroups = 2;
const smallGroupShare = 1 / 4;

/** Tells whether a table of several groups of `full` rows contains too many deleted rows. */
export function isSparse({ totalRows, liveRows }: Rows, full: number): boolean {
  return totalRows > full && totalRows - liveRows > totalRows * maxDeletedShare;
}

/**
 * Selects the row groups of a table whose rows have to be moved so that the table takes about the
 * space its rows need: the emptiest ones, until the table is no longer sparse, and the small ones, if
 * there are several, so that they become one. A night's edits select few, whatever the table's size.
 */
export function groupsToMove(groups: readonly RowGroup[], full: number): RowGroup[] {
  const sparse = sparseGroups(groups, full);
  const small = groups.filter(
    (group) => group.liveRows < full * smallGroupShare && !sparse.includes(group),
  );
  return small.length > maxSmallGroups || sparse.length > 0 ? [...sparse, ...small] : [];
}

function sparseGroups(groups: readonly RowGroup[], full: number): RowGroup[] {
  const liveRows = sum(groups, 'liveRows');
  let totalRows = sum(groups, 'totalRows');
  const sparse: RowGroup[] = [];
  const emptiestFirst = groups.toSorted(
    (a, b) => a.liveRows / a.totalRows - b.liveRows / b.totalRows,
  );
  for (const group of emptiestFirst) {
    if (!isSparse({ totalRows, liveRows }, full)) break;
    sparse.push(group);
    totalRows -= group.totalRows - group.liveRows;
  }
  return sparse;
}

/** Adds up one number over the groups of a table. */
export function sum(groups: readonly RowGroup[], which: keyof Rows): number {
  return groups.reduce((total, group) => total + group[which], 0);
}

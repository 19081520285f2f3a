/** How many rows the engine writes together: of raw tables, and of those that models build. */
export const rowsPerGroup = { raw: 2048, modelled: 16_384 } as const;

/** Numbers of rows, of a group or of a table. */
export interface Rows {
  /** How many were written. */
  readonly written: number;
  /** How many of these are not deleted since. */
  readonly kept: number;
}

/** Rows that the engine has written together. */
export interface RowGroup extends Rows {
  /** Number of the first row. */
  readonly first: number;
}

/* Of what was written, so much may be rows that are deleted since. */
const mostDeleted = 1 / 8;

/* Each run adds a small group, which takes a block of the file at least. One is small when it is less
   than a quarter full: what a first extraction leaves is not. */
const mostSmall = 2;
const smallest = 1 / 4;

/** Whether a table of several groups of `full` rows holds so many deleted ones that it takes too much space. */
export function isHollow({ written, kept }: Rows, full: number): boolean {
  return written > full && written - kept > written * mostDeleted;
}

/**
 * Which groups of a table are to be moved, so that it takes about the space that its rows need: the
 * emptiest, until it is no longer hollow; and the small ones, when there are several, so that they
 * make one. A night's edits make few of them due, whatever the size of the table.
 */
export function groupsToMove(groups: readonly RowGroup[], full: number): RowGroup[] {
  const hollow = hollowGroups(groups, full);
  const small = groups.filter((group) => group.kept < full * smallest && !hollow.includes(group));
  return small.length > mostSmall || hollow.length > 0 ? [...hollow, ...small] : [];
}

function hollowGroups(groups: readonly RowGroup[], full: number): RowGroup[] {
  const kept = sum(groups, 'kept');
  let written = sum(groups, 'written');
  const hollow: RowGroup[] = [];
  for (const group of groups.toSorted((a, b) => a.kept / a.written - b.kept / b.written)) {
    if (!isHollow({ written, kept }, full)) break;
    hollow.push(group);
    written -= group.written - group.kept;
  }
  return hollow;
}

/** What the groups of a table have together. */
export function sum(groups: readonly RowGroup[], of: keyof Rows): number {
  return groups.reduce((total, group) => total + group[of], 0);
}

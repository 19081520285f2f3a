import { describe, expect, it } from 'vitest';
import { groupsToMove, isSparse } from '../../../../src/warehouse/storage/row-groups.js';

const full = 100;

/** Builds consecutive row groups from pairs of live and total rows. */
function buildGroups(...rows: readonly (readonly [liveRows: number, totalRows: number])[]) {
  let first = 0;
  return rows.map(([liveRows, totalRows]) => {
    const group = { first, totalRows, liveRows };
    first += totalRows;
    return group;
  });
}

function firstRowsToMove(groups: ReturnType<typeof buildGroups>): number[] {
  return groupsToMove(groups, full).map(({ first }) => first);
}

describe('isSparse', () => {
  it.each([
    [{ totalRows: 1000, liveRows: 875 }, false],
    [{ totalRows: 1000, liveRows: 874 }, true],
    [{ totalRows: 1000, liveRows: 0 }, true],
    [{ totalRows: 100, liveRows: 1 }, false],
    [{ totalRows: 0, liveRows: 0 }, false],
  ])('for %j is %s', (rows, sparse) => {
    expect(isSparse(rows, full)).toBe(sparse);
  });
});

describe('the row groups to move', () => {
  it('are none if all groups are nearly full', () => {
    expect(firstRowsToMove(buildGroups([100, 100], [95, 100], [90, 100]))).toEqual([]);
    expect(firstRowsToMove([])).toEqual([]);
  });

  it('are the small ones once there are three', () => {
    const groups = buildGroups([100, 100], [100, 100], [3, 3], [90, 100], [25, 25], [24, 24]);
    expect(firstRowsToMove(groups)).toEqual([]);
    expect(firstRowsToMove([...groups, { first: 352, totalRows: 1, liveRows: 1 }])).toEqual([
      200, 328, 352,
    ]);
  });

  it('are the emptiest ones until the table is no longer sparse', () => {
    const groups = buildGroups([90, 100], [60, 100], [100, 100], [75, 100], [90, 100]);
    expect(firstRowsToMove(groups)).toEqual([100]);
    const emptier = buildGroups([80, 100], [60, 100], [85, 100], [70, 100], [85, 100]);
    expect(firstRowsToMove(emptier)).toEqual([100, 300]);
  });

  it('include the small ones when others are moved', () => {
    expect(firstRowsToMove(buildGroups([70, 100], [80, 100], [7, 8]))).toEqual([0, 200]);
  });

  it('are few after a night of edits, even in a large table', () => {
    const edited = Array.from({ length: 1000 }, (_, i) => [i % 100 < 99 ? 87 : 88, 100] as const);
    const groups = buildGroups(...edited);
    const chosen = groupsToMove(groups, full).length;
    expect(chosen).toBeGreaterThan(20);
    expect(chosen).toBeLessThan(60);
  });
});

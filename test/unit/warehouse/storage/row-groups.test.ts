import { describe, expect, it } from 'vitest';
import { groupsToMove, isHollow } from '../../../../src/warehouse/storage/row-groups.js';

const full = 100;

/** Groups of so many kept out of so many written rows, one after the other. */
function groupsOf(...rows: readonly (readonly [kept: number, written: number])[]) {
  let first = 0;
  return rows.map(([kept, written]) => {
    const group = { first, written, kept };
    first += written;
    return group;
  });
}

function moved(groups: ReturnType<typeof groupsOf>): number[] {
  return groupsToMove(groups, full).map(({ first }) => first);
}

describe('a table', () => {
  it.each([
    [{ written: 1000, kept: 875 }, false],
    [{ written: 1000, kept: 874 }, true],
    [{ written: 1000, kept: 0 }, true],
    [{ written: 100, kept: 1 }, false],
    [{ written: 0, kept: 0 }, false],
  ])('with %j rows is hollow: %s', (rows, hollow) => {
    expect(isHollow(rows, full)).toBe(hollow);
  });
});

describe('the groups to move', () => {
  it('are none of a table whose groups are full', () => {
    expect(moved(groupsOf([100, 100], [95, 100], [90, 100]))).toEqual([]);
    expect(moved([])).toEqual([]);
  });

  it('are the small ones, as soon as there are three', () => {
    const groups = groupsOf([100, 100], [100, 100], [3, 3], [90, 100], [25, 25], [24, 24]);
    expect(moved(groups)).toEqual([]);
    expect(moved([...groups, { first: 352, written: 1, kept: 1 }])).toEqual([200, 328, 352]);
  });

  it('are the emptiest, as many as it takes', () => {
    const groups = groupsOf([90, 100], [60, 100], [100, 100], [75, 100], [90, 100]);
    expect(moved(groups)).toEqual([100]);
    const emptier = groupsOf([80, 100], [60, 100], [85, 100], [70, 100], [85, 100]);
    expect(moved(emptier)).toEqual([100, 300]);
  });

  it('are the small ones too when others are moved', () => {
    expect(moved(groupsOf([70, 100], [80, 100], [7, 8]))).toEqual([0, 200]);
  });

  it('are few after a night, whatever the size of the table', () => {
    const edited = Array.from({ length: 1000 }, (_, i) => [i % 100 < 99 ? 87 : 88, 100] as const);
    const groups = groupsOf(...edited);
    const chosen = groupsToMove(groups, full).length;
    expect(chosen).toBeGreaterThan(20);
    expect(chosen).toBeLessThan(60);
  });
});

import { describe, expect, it } from 'vitest';
import {
  hasLostColumns,
  isPartitioned,
  tableChanges,
} from '../../../../src/publish/parquet/tables/table-changes.js';

const file = (month: string | undefined, fingerprint: string) => ({
  path: `versions/1/${month}`,
  ...{ month, fingerprint, rows: 1, bytes: 10, sha256: '' },
});
const part = (month: string | undefined, fingerprint: string) => ({ month, fingerprint, rows: 1 });

describe('the changes of a table', () => {
  it('are the months that differ, are new or are gone', () => {
    const files = [file('2026-09', 'a'), file('2026-10', 'b'), file('2026-11', 'c')];
    const parts = [part('2026-10', 'b'), part('2026-11', 'changed'), part('2026-12', 'd')];
    expect(tableChanges(files, parts, false)).toEqual({
      kept: [files[1]],
      written: [parts[1], parts[2]],
      replaced: [files[0], files[2]],
    });
  });

  it('are all of it in full', () => {
    const [files, parts] = [[file(undefined, 'a')], [part(undefined, 'a')]];
    expect(tableChanges(files, parts, true)).toEqual({ kept: [], written: parts, replaced: files });
  });

  it('are all of it when it becomes partitioned, also if a month has the same fingerprint', () => {
    const [files, parts] = [[file(undefined, 'a')], [part('2026-11', 'a')]];
    expect(tableChanges(files, parts, false)).toEqual({
      kept: [],
      written: parts,
      replaced: files,
    });
  });
});

describe('a table by day', () => {
  it('is partitioned from a number of rows on, and stays so while it has rows', () => {
    expect(isPartitioned(undefined, 99, 100)).toBe(false);
    expect(isPartitioned(undefined, 100, 100)).toBe(true);
    expect(isPartitioned({ partitionedBy: 'business_month' }, 99, 100)).toBe(true);
    expect(isPartitioned({ partitionedBy: 'business_month' }, 0, 100)).toBe(false);
  });
});

describe('the columns of a table', () => {
  const table = (...columns: [string, string][]) => ({
    columns: columns.map(([name, definition]) => ({ name, definition, type: 'VARCHAR' })),
  });
  const before = table(['id', '1'], ['email', '2']);

  it('are lost when one is missing or computed in another way, or the table is gone', () => {
    expect(hasLostColumns(before, table(['id', '1']))).toBe(true);
    expect(hasLostColumns(before, table(['id', '1'], ['email', 'null']))).toBe(true);
    expect(hasLostColumns(before, undefined)).toBe(true);
  });

  it('are not lost when there is one more', () => {
    expect(hasLostColumns(before, table(['new', '3'], ['id', '1'], ['email', '2']))).toBe(false);
  });
});

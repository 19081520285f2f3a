import { describe, expect, it } from 'vitest';
import { expiredFiles, keptForMs } from '../../../../src/publish/parquet/manifest/expired-files.js';
import {
  folderPath,
  newSnapshot,
  versionPath,
} from '../../../../src/publish/parquet/manifest/layout.js';
import {
  newManifest,
  parseManifest,
  serializeManifest,
} from '../../../../src/publish/parquet/manifest/manifest.js';

const now = Date.parse('2026-11-27T04:00:00Z');
const at = (time: number) => ({
  now: () => time,
  random: () => 0.5,
  sleep: async () => undefined,
});
const file = (path: string) => ({ path, rows: 2, bytes: 10, sha256: 'ab', fingerprint: 'x' });
const manifest = newManifest({
  snapshot: newSnapshot(at(now)),
  publishedAt: '2026-11-27T04:00:00.000Z',
  source: { database: 'warehouse.duckdb', id: 'abc' },
  tables: [
    {
      ...{ schema: 'toast', name: 'orders', rows: 2, bytes: 10 },
      columns: [{ name: 'id', type: 'VARCHAR', description: 'GUID.\nOf it.', definition: 'd' }],
      files: [file('versions/20261127T040000Z-80000000/toast/orders/data.parquet')],
    },
    { ...{ schema: 'toast', name: 'empty', rows: 0, bytes: 0 }, columns: [], files: [] },
  ],
  replaced: [{ path: 'versions/20261120T040000Z-1/x', at: '2026-11-27T04:00:00.000Z' }],
});

describe('a manifest', () => {
  it('is written as JSON, a file a line, and read again', () => {
    const text = serializeManifest(manifest);
    expect(parseManifest(text, 'lake/')).toEqual(manifest);
    expect(text.split('\n').filter((line) => line.includes('"path"'))).toHaveLength(2);
  });

  it('of a later version, or anything else, is refused', () => {
    const later = JSON.stringify({ format: 'toast-parquet', version: 2, snapshots: [] });
    expect(() => parseManifest(later, 'lake/')).toThrow(/newer version of toast/);
    expect(() => parseManifest('{"version":1}', 'lake/')).toThrow(/not the manifest of a target/);
    expect(() => parseManifest('{', 'lake/')).toThrow(/not the manifest of a target/);
  });
});

describe('paths', () => {
  it('are in folders of the table and month, in Hive style', () => {
    const table = { schema: 'toast', name: 'orders' };
    expect(folderPath(table, undefined)).toBe('toast/orders/data.parquet');
    expect(folderPath(table, '2026-11')).toBe('toast/orders/business_month=2026-11/data.parquet');
    expect(folderPath(table, null)).toBe(
      'toast/orders/business_month=__HIVE_DEFAULT_PARTITION__/data.parquet',
    );
  });

  it('have no character of a table name that means something in them', () => {
    expect(folderPath({ schema: 'toast', name: '../a/b é' }, undefined)).toBe(
      'toast/..~2f~a~2f~b~20~~e9~/data.parquet',
    );
  });
});

describe('expired files', () => {
  const version = (hoursAgo: number, path: string) =>
    versionPath(newSnapshot(at(now - hoursAgo * 3_600_000)), path);
  const replaced = manifest.replaced[0]?.path ?? '';
  const named = manifest.tables[0]?.files[0]?.path ?? '';

  it('are those that no manifest named for a day', () => {
    const [old, young] = [version(25, 'a.parquet'), version(23, 'a.parquet')];
    const paths = [old, young, replaced, named, 'versions/notes.txt'];
    expect(expiredFiles(paths, manifest, [], now)).toEqual([old]);
    expect(keptForMs).toBe(24 * 3_600_000);
  });

  it('are at once those that must not be read any more', () => {
    const young = version(1, 'a.parquet');
    expect(expiredFiles([young, named], manifest, [young, named], now)).toEqual([young]);
  });
});

import { isDeepStrictEqual } from 'node:util';
import { labelOf } from '../../plan/published-table.js';
import type { PublishedTableResult } from '../../publisher.js';
import { droppedTables, manifestTable, type InspectedTable } from './inspect-table.js';
import type { Manifest, ManifestTable } from '../manifest/manifest.js';

/** Tells whether a manifest says of every table what a new one would say, stamps apart. */
export function isUnchanged(manifest: Manifest, inspected: readonly InspectedTable[]): boolean {
  if (manifest.tables.length !== inspected.length) return false;
  return inspected.every(
    (table) =>
      table.previous !== undefined &&
      table.written.length === 0 &&
      table.replaced.length === 0 &&
      isDeepStrictEqual(comparable(table.previous), comparable(manifestTable(table, table.kept))),
  );
}

/* A table that was built again with the same rows has another stamp. */
function comparable(table: ManifestTable): unknown {
  return JSON.parse(JSON.stringify({ ...table, stamp: undefined }));
}

/** Lists the files of a manifest that the next one does not name. */
export function replacedFiles(
  manifest: Manifest | undefined,
  inspected: readonly InspectedTable[],
): string[] {
  const dropped = droppedTables(
    manifest,
    inspected.map(({ table }) => table),
  );
  const files = [...inspected.map(({ replaced }) => replaced), ...dropped.map((t) => t.files)];
  return files.flat().map(({ path }) => path);
}

/** Says of each table how many rows it has, and how many are in files that are written and replaced. */
export function tableResults(
  inspected: readonly InspectedTable[],
  dropped: readonly ManifestTable[],
): PublishedTableResult[] {
  const count = (parts: readonly { readonly rows: number }[]) =>
    parts.reduce((sum, { rows }) => sum + rows, 0);
  return [
    ...inspected.map(({ table, kept, written, replaced }) => ({
      table: labelOf(table),
      rows: count(kept) + count(written),
      written: count(written),
      deleted: count(replaced),
    })),
    ...dropped.map((table) => ({
      table: labelOf(table),
      ...{ rows: 0, written: 0, deleted: table.rows },
    })),
  ];
}

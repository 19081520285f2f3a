import { rm } from 'node:fs/promises';
import { literals } from '../../warehouse/engine/sql.js';
import { assertNoDifference } from '../difference.js';
import { labelOf, type PublishedTable } from '../plan/published-table.js';
import { hasSameRows, tableFingerprint } from '../source/fingerprint.js';
import type { Source } from '../source/source.js';
import type { Store } from '../store/store.js';
import { sha256Of } from './export-file.js';
import { findTable } from './tables/inspect-table.js';
import type { Manifest, ManifestTable } from './manifest/manifest.js';
import { portableTable } from './tables/portable-table.js';

/**
 * Reads the files of every table back and compares their bytes with the manifest, and their rows with those
 * of the database, by count and hash.
 * @throws DatabaseError that names the tables that differ.
 */
export async function verifyTables(
  source: Source,
  store: Store,
  manifest: Manifest,
  tables: readonly PublishedTable[],
): Promise<void> {
  const differing: string[] = [];
  for (const published of tables) {
    const found = findTable(manifest, published);
    const isEqual = found && (await isSame(source, store, portableTable(published), found));
    if (isEqual !== true) differing.push(labelOf(published));
  }
  assertNoDifference(store.name, differing);
}

async function isSame(
  source: Source,
  store: Store,
  table: PublishedTable,
  { files }: ManifestTable,
): Promise<boolean> {
  const scratch = await store.scratch();
  try {
    const paths: string[] = [];
    for (const { path, sha256 } of files) {
      const file = await store.fetch(path, scratch);
      if ((await sha256Of(file)) !== sha256) return false;
      paths.push(file);
    }
    const rows = `(from read_parquet(${literals(paths)}, hive_partitioning = false))`;
    const query = tableFingerprint(table, rows);
    const [stored] = await source.connection.all<{ rows: number; hash: string }>(query);
    return hasSameRows(stored, await source.fingerprint(table));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

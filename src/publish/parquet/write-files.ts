import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Connection } from '../../warehouse/engine/connection.js';
import type { Store } from '../store/store.js';
import { exportFile } from './export-file.js';
import type { InspectedTable } from './tables/inspect-table.js';
import { folderPath, versionPath } from './manifest/layout.js';
import type { ManifestFile } from './manifest/manifest.js';

/* Files that are stored at a time, while the engine writes the next one. */
const concurrency = 8;

/**
 * Writes the files that are new in a snapshot and returns the files of each table, kept ones included. No
 * manifest names the new ones yet. If it fails, it removes them.
 */
export async function writeFiles(
  connection: Connection,
  store: Store,
  snapshot: string,
  tables: readonly InspectedTable[],
): Promise<ManifestFile[][]> {
  const scratch = await store.scratch();
  const paths: string[] = [];
  const active = new Set<Promise<void>>();
  const add = async (path: string, file: Awaited<ReturnType<typeof exportFile>>) => {
    await store.add(path, file);
    await rm(file.path, { force: true });
  };
  try {
    const files = tables.map(({ kept }) => [...kept]);
    for (const [i, { table, written }] of tables.entries()) {
      for (const { month, rows, fingerprint } of written) {
        const path = versionPath(snapshot, folderPath(table, month));
        const file = await exportFile(connection, table, month, join(scratch, `${paths.length}`));
        paths.push(path);
        const adding = add(path, file).finally(() => active.delete(adding));
        active.add(adding);
        /* What fails while the engine writes the next file is found below. */
        adding.catch(() => undefined);
        const { bytes, sha256 } = file;
        files[i]?.push({ path, month, rows, bytes, sha256, fingerprint });
        if (active.size >= concurrency) await Promise.race(active);
      }
    }
    await Promise.all(active);
    return files;
  } catch (error) {
    await Promise.allSettled(active);
    await store.remove(paths).catch(() => undefined);
    throw error;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

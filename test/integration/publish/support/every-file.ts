import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FolderStore } from '../../../../src/publish/store/folder-store.js';
import type { Connection } from '../../../../src/warehouse/engine/connection.js';
import { literal } from '../../../../src/warehouse/engine/sql.js';

/** Reads the content of every file, by path, as text of bytes. */
export async function everyFile(folder: string): Promise<Map<string, string>> {
  const paths = await new FolderStore(folder, 0o600).list('');
  const read = async (path: string) =>
    [path, await readFile(join(folder, path), 'latin1')] as const;
  return new Map(await Promise.all(paths.toSorted().map(read)));
}

/** Reads what all Parquet files of a folder hold, old ones included, and the other files, as one text. */
export async function everyValue(connection: Connection, folder: string): Promise<string> {
  const files = await everyFile(folder);
  const texts: string[] = [];
  for (const [path, text] of files) {
    const read = `from read_parquet(${literal(join(folder, path))}, hive_partitioning = false)`;
    const rows = path.endsWith('.parquet') ? JSON.stringify(await connection.all(read)) : '';
    texts.push(path, text, rows);
  }
  return texts.join('\n');
}

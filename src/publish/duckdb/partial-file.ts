import { randomUUID } from 'node:crypto';
import { open, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DatabaseLockedError } from '../../errors.js';
import type { Connection } from '../../warehouse/engine/connection.js';
import { literal } from '../../warehouse/engine/sql.js';

/*
 * Files that are written beside a published file, and copies of it, end like this. The engine locks those
 * that it has open, and the lock goes with its process.
 */
const suffix = '.partial';

/** Returns a new name for a file beside `path`. */
export function partialFile(path: string): string {
  return `${path}.${randomUUID()}${suffix}`;
}

/** Removes a file and its write-ahead log, if they exist. */
export async function removeFile(path: string): Promise<void> {
  for (const file of [`${path}.wal`, path]) await rm(file, { force: true });
}

/** Removes what publishers of `path` that were killed have left beside it. Others may be at work. */
export async function removeLeftovers(connection: Connection, path: string): Promise<void> {
  const start = `${basename(path)}.`;
  const names = await readdir(dirname(path)).catch(() => []);
  const files = names
    .filter((name) => name.startsWith(start))
    .map((name) => name.replace(/\.wal$/, ''))
    .filter((name) => name.endsWith(suffix));
  for (const name of new Set(files)) {
    const file = join(dirname(path), name);
    if (!(await isInUse(connection, file))) await removeFile(file);
  }
}

/* A file that was left half written cannot be opened, for another reason than a lock. */
async function isInUse(connection: Connection, file: string): Promise<boolean> {
  try {
    await connection.run(`attach ${literal(file)} as leftover (read_only)`);
  } catch (error) {
    return error instanceof DatabaseLockedError;
  }
  await connection.run('detach leftover');
  return false;
}

/** Writes what the system still holds of a file, or of the names in a folder, to the disk. */
export async function syncToDisk(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

import { chmod, chown, rename, rm, stat } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseError } from '../../errors.js';
import { privateMode } from '../../warehouse/file-permissions.js';
import { partialFile, removeFile, syncToDisk } from './partial-file.js';

export interface Replacement {
  /** Absolute path. */
  readonly path: string;
  /** The file that is there now. */
  readonly existing: Stats | undefined;
  /** Permissions of the new file; undefined for those of the existing one. */
  readonly mode: number | undefined;
}

/**
 * Has `write` make a file beside `path` and puts it in its place at once. Whoever has the existing file open
 * keeps reading that; when `write` fails or the process is killed, it stays.
 */
export async function replaceFile<T>(
  { path, existing, mode }: Replacement,
  write: (partial: string) => Promise<T>,
): Promise<T> {
  await assertFolder(dirname(path));
  const partial = partialFile(path);
  try {
    const result = await write(partial);
    await setPermissions(partial, existing, mode);
    await syncToDisk(partial);
    /* Left by a process that opened the published file for writing; the engine would read it with the new one. */
    await rm(`${path}.wal`, { force: true });
    await rename(partial, path);
    if (process.platform !== 'win32') await syncToDisk(dirname(path));
    return result;
  } catch (error) {
    await removeFile(partial);
    throw error;
  }
}

async function assertFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory() === true) return;
  throw new DatabaseError(`There is no folder ${folder} to publish to.`, {
    suggestion: 'Create it first, or name another target.',
  });
}

async function setPermissions(
  file: string,
  existing: Stats | undefined,
  mode: number | undefined,
): Promise<void> {
  await chmod(file, mode ?? (existing === undefined ? privateMode : existing.mode & 0o777));
  if (existing === undefined || process.platform === 'win32') return;
  /* The group may be what lets others read; only an administrator can give the file to another owner. */
  const owner = process.getuid?.() === 0 ? existing.uid : (process.getuid?.() ?? -1);
  await chown(file, owner, existing.gid).catch(() => undefined);
}

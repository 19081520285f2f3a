import { constants, copyFile } from 'node:fs/promises';
import { DatabaseError, DatabaseLockedError } from '../../errors.js';
import type { Connection } from '../../warehouse/engine/connection.js';
import { fileExists } from '../../warehouse/engine/database.js';
import { explainDatabaseError } from '../../warehouse/engine/explain-error.js';
import { identifier, literal } from '../../warehouse/engine/sql.js';
import type { Source } from '../source/source.js';
import { partialFile, removeFile } from './partial-file.js';
import { published } from './published.js';

/**
 * Attaches the file at the absolute path `file` as `published` for `work`, with the options of ATTACH and a
 * session whose statements fail when `signal` aborts. Afterwards, the file is closed, also after an
 * interruption.
 * @throws DatabaseError, which names the file.
 */
export async function attached<T>(
  source: Source,
  { file, options, signal }: { file: string; options: string; signal?: AbortSignal | undefined },
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = await source.connect(signal);
  try {
    await connection.run(`attach ${literal(file)} as ${identifier(published)} (${options})`);
    try {
      return await work(connection);
    } finally {
      connection.close();
      await detach(source);
    }
  } catch (error) {
    connection.close();
    throw aboutFile(error, file);
  }
}

/**
 * Attaches a published file for reading. If another process has it open for writing, which is of no use and
 * keeps readers out, or has left a write-ahead log, a copy without the log is read.
 */
export async function attachedForReading<T>(
  source: Source,
  path: string,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const options = 'read_only';
  if (!(await fileExists(`${path}.wal`))) {
    try {
      return await attached(source, { file: path, options }, work);
    } catch (error) {
      if (!(error instanceof DatabaseLockedError)) throw error;
    }
  }
  const copy = partialFile(path);
  try {
    await copyFile(path, copy, constants.COPYFILE_FICLONE);
    return await attached(source, { file: copy, options }, work);
  } finally {
    await removeFile(copy);
  }
}

/* A session without the signal works after an interruption too. */
async function detach(source: Source): Promise<void> {
  const connection = await source.connect();
  try {
    await connection.run(`detach ${identifier(published)}`);
  } finally {
    connection.close();
  }
}

/* The session takes all its errors for those of the local database. */
function aboutFile(error: unknown, file: string): unknown {
  if (!(error instanceof DatabaseError) || error.cause === undefined) return error;
  return explainDatabaseError(error.cause, file);
}

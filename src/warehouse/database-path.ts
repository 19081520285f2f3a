import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { DatabaseError } from '../errors.js';

/*
 * DuckDB opens memory, services and URLs by such names. An absolute path is always a file to it, so
 * without this check a file called `:memory:` would be created, or a folder `s3:` be missing.
 */
const special = /^:memory:|^[a-z][\w+.-]+:|\0/i;

const suggestion = 'Use --database to name a DuckDB file.';

/**
 * Returns the absolute path of the database that `name` is the path of. The file may be missing.
 * @throws DatabaseError if it names no file, or if it or its write-ahead log is something else than a
 *   file: opening a named pipe would wait for ever, without reacting to a signal.
 */
export async function resolveDatabasePath(name: string): Promise<string> {
  if (special.test(name)) {
    throw new DatabaseError(`${JSON.stringify(name)} is not the path of a file.`, {
      suggestion: `${suggestion} For a file with such a name, put ./ before it.`,
    });
  }
  const path = resolve(name);
  await assertFile(path);
  await assertFile(`${path}.wal`);
  return path;
}

/* What cannot be examined is left to the engine, which explains why. */
async function assertFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || found.isFile()) return;
  throw new DatabaseError(`${path} is ${describe(found)}, not a database file.`, { suggestion });
}

function describe(found: Stats): string {
  if (found.isDirectory()) return 'a folder';
  if (found.isFIFO()) return 'a named pipe';
  return found.isSocket() ? 'a socket' : 'a device';
}

import { open, readlink, realpath, stat } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseError } from '../../errors.js';
import { realPath } from '../../paths.js';
import { fileExists } from '../../warehouse/engine/database.js';
import { nameWarnings } from '../../warehouse/name-warning.js';
import type { Source } from '../source/source.js';
import { attachedForReading } from './attached.js';
import { readState, type FileState } from './state.js';

/** The file at the path of a target, as it is before it is replaced. */
export interface ExistingFile {
  readonly found: Stats;
  readonly state: FileState;
  /** Whether somebody has written to it, which may keep readers out. */
  readonly hasLog: boolean;
}

/**
 * Returns the path of the file to write: that of a target, or the file that a symbolic link there leads to.
 * @throws DatabaseError when a published file cannot have this path.
 */
export async function pathToWrite(path: string, source: Source): Promise<string> {
  const real = await realpath(path).catch(() => linkedFile(path));
  if (realPath(real) === realPath(source.path)) {
    throw refusal(`${path} is the database itself.`, 'Give the published file another path.');
  }
  if (nameWarnings(real).length > 0) {
    throw refusal(
      `A published file cannot be called ${real}, because that is also the name of a schema in it.`,
      'Give it a name such as sales.duckdb.',
    );
  }
  return real;
}

/* What a link leads to that does not exist yet; a path that is no link leads to itself. */
async function linkedFile(path: string): Promise<string> {
  return readlink(path).then(
    (link) => resolve(dirname(path), link),
    () => path,
  );
}

/**
 * Reads the publication record of the file at `path`; undefined if the file does not exist.
 * @throws DatabaseError when it is anything else than a file that toast published. It is left as it is.
 */
export async function readExisting(
  source: Source,
  path: string,
): Promise<ExistingFile | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return undefined;
  const state =
    found.isFile() && (await isDuckDB(path))
      ? await attachedForReading(source, path, readState)
      : undefined;
  if (state !== undefined) return { found, state, hasLog: await fileExists(`${path}.wal`) };
  throw refusal(
    `${path} was not written by \`toast publish\`, so it is not replaced.`,
    'Name another file, or move this one away.',
  );
}

/* Every file of DuckDB has these bytes after a checksum. */
async function isDuckDB(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 8);
    return buffer.toString('latin1') === 'DUCK';
  } finally {
    await file.close();
  }
}

function refusal(message: string, suggestion: string): DatabaseError {
  return new DatabaseError(message, { suggestion });
}

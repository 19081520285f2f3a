import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '../../errors.js';
import { isWithin, realPath } from '../../paths.js';

/* What the toolkit and the engine keep beside a database. */
const suffixes = ['', '.wal', '.wal.checkpoint', '.wal.recovery', '.tmp', '.spool', '.lock'];

/** Lists the files that no output may replace: those of a database, and the configuration. */
export function guardedFiles(database: string, configuration: string): string[] {
  const names = new Set([resolve(database), realPath(database)]);
  return [...[...names].flatMap((name) => suffixes.map((end) => name + end)), configuration];
}

/**
 * Checks that `path` is not one of the guarded files, however it is spelled, and not in a guarded
 * folder. Files are compared by what the operating system knows them by, so that links hide nothing.
 * @throws UsageError.
 */
export function assertNotGuarded(path: string, guarded: readonly string[]): void {
  const real = realPath(path);
  const found = guarded.find(
    (file) => isSameFile(real, file) || isWithinInAnyCase(real, realPath(file)),
  );
  if (found === undefined) return;
  throw new UsageError(`--output ${path} would overwrite ${found}, which toast needs.`, {
    suggestion: 'Name another file with --output.',
  });
}

function isSameFile(path: string, other: string): boolean {
  const [one, two] = [path, other].map((name) =>
    statSync(name, { bigint: true, throwIfNoEntry: false }),
  );
  return one !== undefined && two !== undefined && one.dev === two.dev && one.ino === two.ino;
}

/* Some file systems take upper and lower case for the same. */
function isWithinInAnyCase(path: string, folder: string): boolean {
  return isWithin(path.toLowerCase(), folder.toLowerCase());
}

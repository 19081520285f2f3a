import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../../errors.js';
import { isWithin, realPath } from '../../paths.js';

/** Tells which files a query may read: those in the folders that the user opened, never the database. */
export class OpenFolders {
  private constructor(
    /** Absolute paths, without symbolic links. */
    readonly paths: readonly string[],
  ) {}

  /**
   * Opens folders for reading. None may contain the database or one of the `closed` files, whose
   * contents a query must not show.
   * @throws UsageError when a folder does not exist, contains one of them or has a link out of it.
   */
  static async open(
    folders: readonly string[],
    database: string,
    closed: readonly string[],
  ): Promise<OpenFolders> {
    const secrets = [database, ...closed].map(realPath);
    const paths = await Promise.all(folders.map((folder) => openFolder(folder, secrets)));
    const opened = new OpenFolders(paths);
    await opened.assertNoWayOut();
    return opened;
  }

  /**
   * Checks that no symbolic link in the folders leads out of them. The engine refuses what such a link
   * leads to, except the database file, which it opens for itself.
   * @throws UsageError.
   */
  async assertNoWayOut(): Promise<void> {
    for (const folder of this.paths) {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
        (cause) => {
          throw new UsageError(`The folder ${folder} cannot be listed.`, {
            suggestion: 'Use --allow-dir to name a folder that you can read with all in it.',
            cause,
          });
        },
      );
      for (const entry of entries.filter((found) => found.isSymbolicLink())) {
        const link = join(entry.parentPath, entry.name);
        if (this.includes(realPath(link))) continue;
        throw new UsageError(`The link ${link} leads out of the folders that are open.`, {
          suggestion: 'Remove it, or name another folder with --allow-dir.',
        });
      }
    }
  }

  /** Tells if a path, which may contain wildcards, is in one of the folders. */
  includes(path: string): boolean {
    /* The engine takes these for a home folder and for a URL. */
    if (/^(~|[a-z]{2,}:)/i.test(path)) return false;
    const wildcard = path.search(/[*?[{]/);
    /* The way back from a place that is not known leads anywhere. */
    if (wildcard !== -1 && path.slice(wildcard).includes('..')) return false;
    const real = realPath(wildcard === -1 ? path : path.slice(0, wildcard));
    return this.paths.some((folder) => isWithin(real, folder));
  }
}

async function openFolder(folder: string, secrets: readonly string[]): Promise<string> {
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) {
    throw new UsageError(`There is no folder ${folder}.`, {
      suggestion: 'Use --allow-dir to name a folder that exists.',
    });
  }
  const real = realPath(folder);
  const found = secrets.find((file) => isWithin(file, real));
  if (found === undefined) return real;
  throw new UsageError(`The folder ${folder} contains ${found}, which queries must not read.`, {
    suggestion: 'Put the files to read in a folder of their own, and name it with --allow-dir.',
  });
}

import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseError } from '../../errors.js';

/**
 * A folder beside the database for pages on their way into it. Only its owner can read it, since
 * pages hold guests' data, and it does not outlive the run; what a killed run left is removed.
 */
export class Spool {
  #files = 0;

  private constructor(private readonly folder: string) {}

  /** The spool of the database at `databasePath`, empty. The database's lock keeps others out. */
  static async open(databasePath: string): Promise<Spool> {
    const folder = `${databasePath}.spool`;
    await orExplain(folder, async () => {
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { mode: 0o700 });
    });
    return new Spool(folder);
  }

  /** Writes one page and gives its path. @throws DatabaseError when the disk is full. */
  async write(page: Buffer): Promise<string> {
    const file = join(this.folder, `${(this.#files += 1)}.json`);
    await orExplain(this.folder, () => writeFile(file, page, { mode: 0o600 }));
    return file;
  }

  async discard(files: readonly string[]): Promise<void> {
    await Promise.all(files.map((file) => rm(file, { force: true })));
  }

  async close(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function orExplain(folder: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new DatabaseError(`Cannot write to ${folder}: ${code}.`, {
      suggestion: 'Pages wait there for a moment: make room on its disk, and let it be written to.',
      cause,
    });
  }
}

import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseError } from '../../errors.js';

/**
 * A folder beside the database for pages on their way into it. Only its owner can read it, because
 * pages contain guest data, and it is removed with the run; what a killed run left is removed first.
 */
export class Spool {
  #files = 0;

  private constructor(private readonly folder: string) {}

  /** Opens an empty spool for the database at `databasePath`, whose lock keeps other runs out. */
  static async open(databasePath: string): Promise<Spool> {
    const folder = `${databasePath}.spool`;
    await explainFailure(folder, async () => {
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { mode: 0o700 });
    });
    return new Spool(folder);
  }

  /** Writes one page and returns its path. @throws DatabaseError when the disk is full. */
  async write(page: Buffer): Promise<string> {
    const file = join(this.folder, `${(this.#files += 1)}.json`);
    await explainFailure(this.folder, () => writeFile(file, page, { mode: 0o600 }));
    return file;
  }

  async discard(files: readonly string[]): Promise<void> {
    await Promise.all(files.map((file) => rm(file, { force: true })));
  }

  async close(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function explainFailure(folder: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new DatabaseError(`Cannot write to ${folder}: ${code}.`, {
      suggestion: 'Pages are stored there briefly: free disk space and check the permissions.',
      cause,
    });
  }
}

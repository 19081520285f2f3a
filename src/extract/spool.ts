import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

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
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return new Spool(folder);
  }

  /** Writes one page and gives its path. */
  async write(page: Buffer): Promise<string> {
    const file = join(this.folder, `${(this.#files += 1)}.json`);
    await writeFile(file, page, { mode: 0o600 });
    return file;
  }

  async discard(files: readonly string[]): Promise<void> {
    await Promise.all(files.map((file) => rm(file, { force: true })));
  }

  async close(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

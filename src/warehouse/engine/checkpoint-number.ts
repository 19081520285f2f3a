import { closeSync, existsSync, openSync, readSync } from 'node:fs';

/*
 * A DuckDB file has two headers, in its second and third 4 KiB. Each checkpoint writes one of them, in turn,
 * with a number that is one higher, after a checksum of 8 bytes.
 */
const positions = [4096 + 8, 8192 + 8];
const length = 8;

/**
 * Reads the number of the last checkpoint of a DuckDB file, whichever program made it: if the number is the
 * same, so is all that the file holds. Open it before the engine opens the file, and close it after the engine
 * has closed it: closing any handle of a file gives up the process's lock on it.
 */
export class CheckpointNumber {
  #isOpen = true;

  private constructor(
    private readonly path: string,
    private readonly handle: number,
  ) {}

  /** Returns undefined if there is no file at `path` that can be read. */
  static open(path: string): CheckpointNumber | undefined {
    try {
      return new CheckpointNumber(path, openSync(path, 'r'));
    } catch {
      return undefined;
    }
  }

  read(): number {
    const bytes = Buffer.alloc(length);
    const numbers = positions.map((position) => {
      const count = readSync(this.handle, bytes, 0, length, position);
      return count === length ? Number(bytes.readBigUInt64LE()) : 0;
    });
    return Math.max(...numbers);
  }

  /** Tells if there are changes that no checkpoint has written yet, as after a process that was killed. */
  get hasLog(): boolean {
    return existsSync(`${this.path}.wal`);
  }

  /** Can be called again, when the number of the handle may be that of another file. */
  close(): void {
    if (this.#isOpen) closeSync(this.handle);
    this.#isOpen = false;
  }
}

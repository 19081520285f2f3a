import { DatabaseError } from '../../errors.js';

/** A small text file and the version of it that `replace` compares. */
export interface StoredText {
  readonly text: string;
  readonly version: string;
}

/** A file on this machine that is to be stored. */
export interface LocalFile {
  readonly path: string;
  readonly bytes: number;
  /** SHA-256 of its content, in hexadecimal. */
  readonly sha256: string;
}

/**
 * Keeps files by path, in a folder or on S3. Paths are relative, with `/` between their parts. A reader
 * sees a file whole, as it was before or after a change, never a part of it.
 */
export interface Store {
  /** What it is called in messages; a folder or an address, without credentials. */
  readonly name: string;
  /** Returns a small file, or undefined if there is none. */
  read(path: string): Promise<StoredText | undefined>;
  /**
   * Writes a small file in place of the version that is known, or as a new file if that is undefined.
   * @throws ReplacedError when the file has another version by now.
   */
  replace(path: string, text: string, known: string | undefined): Promise<void>;
  /** Takes a file of this machine; the file itself may be moved. */
  add(path: string, file: LocalFile): Promise<void>;
  /** Makes one path hold what another one holds, in place of what it held. */
  copy(from: string, to: string): Promise<void>;
  /** Removes files; those that do not exist are no error. */
  remove(paths: readonly string[]): Promise<void>;
  /** Lists the paths of all files below a folder. */
  list(folder: string): Promise<string[]>;
  /** Returns the path of a file on this machine with what a path holds; `scratch` is a folder for it. */
  fetch(path: string, scratch: string): Promise<string>;
  /** Creates a folder on this machine for files on their way into the store. */
  scratch(): Promise<string>;
}

/** Reports that somebody else wrote a file since it was read. */
export class ReplacedError extends DatabaseError {}

import { createHash, randomUUID } from 'node:crypto';
import {
  chmod,
  copyFile,
  link,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  rmdir,
  writeFile,
} from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { DatabaseError } from '../../errors.js';
import { ReplacedError, type LocalFile, type Store, type StoredText } from './store.js';

/* Readers list folders of tables; this one has files that are not complete. */
const scratchFolder = '.partial';

/** Keeps files in a folder of this machine. Files get their names when they are complete. */
export class FolderStore implements Store {
  /** Keeps files below `name`, an absolute path, with the permissions `fileMode`. */
  constructor(
    readonly name: string,
    private readonly fileMode: number,
  ) {}

  async read(path: string): Promise<StoredText | undefined> {
    return this.#explained(`read ${path}`, async () => {
      const text = await readFile(this.#file(path), 'utf8').catch(unlessMissing);
      return text === undefined ? undefined : { text, version: versionOf(text) };
    });
  }

  /*
   * Nothing replaces a file only if it still is what it was. So a publisher first gives its text a name that
   * only one of those gets that have read the same version. If it is killed before it renames the text,
   * the next one does it.
   */
  async replace(path: string, text: string, known: string | undefined): Promise<void> {
    await this.#explained(`write ${path}`, async () => {
      const complete = await this.#write(path, (file) => writeFile(file, text));
      const successor = known === undefined ? path : `${scratchFolder}/after-${known}`;
      try {
        await this.#assertVersion(path, known);
        await link(complete, this.#file(successor)).catch(async (error: unknown) => {
          if (!hasCode(error, 'EEXIST')) throw error;
          if (successor !== path) await this.#succeed(path, successor, known);
          throw this.#replaced(path);
        });
        if (successor !== path) await rename(complete, this.#file(path));
      } finally {
        await rm(complete, { force: true });
      }
      await this.#removeSuccessors(successor);
    });
  }

  async add(path: string, file: LocalFile): Promise<void> {
    await this.#explained(`write ${path}`, async () => {
      await this.#makeFolder(dirname(path));
      await chmod(file.path, this.fileMode);
      await rename(file.path, this.#file(path));
    });
  }

  /* A second name for the same file takes no space. Not all file systems have that. */
  async copy(from: string, to: string): Promise<void> {
    await this.#explained(`write ${to}`, async () => {
      const source = this.#file(from);
      const complete = await this.#write(to, (file) =>
        link(source, file).catch(() => copyFile(source, file)),
      );
      await rename(complete, this.#file(to));
      /* Renaming one name of a file to another name of it does nothing, not even that. */
      await rm(complete, { force: true });
    });
  }

  async remove(paths: readonly string[]): Promise<void> {
    for (const path of paths) {
      await this.#explained(`remove ${path}`, async () => {
        await rm(this.#file(path), { force: true });
        await this.#removeEmptyFolders(dirname(path));
      });
    }
  }

  async list(folder: string): Promise<string[]> {
    return this.#explained(`list ${folder}`, async () => {
      const options = { recursive: true, withFileTypes: true } as const;
      const entries = await readdir(this.#file(folder), options).catch(unlessMissing);
      return (entries ?? [])
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => relative(this.name, join(parentPath, name)))
        .map((path) => path.replaceAll(sep, '/'));
    });
  }

  async fetch(path: string): Promise<string> {
    return this.#file(path);
  }

  async scratch(): Promise<string> {
    return this.#explained('create a folder', async () => {
      await this.#makeFolder(scratchFolder);
      return mkdtemp(this.#file(`${scratchFolder}/`));
    });
  }

  #file(path: string): string {
    return join(this.name, path);
  }

  async #write(path: string, fill: (file: string) => Promise<void>): Promise<string> {
    await this.#makeFolder(dirname(path));
    await this.#makeFolder(scratchFolder);
    const file = this.#file(`${scratchFolder}/${randomUUID()}`);
    await fill(file);
    await chmod(file, this.fileMode);
    return file;
  }

  /* Who may read a file may list its folder. The process's umask would only let its owner. */
  async #makeFolder(path: string): Promise<void> {
    const created = await mkdir(this.#file(path), { recursive: true });
    if (created === undefined) return;
    const mode = this.fileMode | ((this.fileMode & 0o444) >> 2);
    for (let folder = this.#file(path); ; folder = dirname(folder)) {
      await chmod(folder, mode);
      if (folder === created || folder === dirname(folder)) return;
    }
  }

  async #removeEmptyFolders(path: string): Promise<void> {
    for (let folder = path; folder !== '.'; folder = dirname(folder)) {
      const isRemoved = await rmdir(this.#file(folder)).then(
        () => true,
        () => false,
      );
      if (!isRemoved) return;
    }
  }

  async #assertVersion(path: string, known: string | undefined): Promise<void> {
    const current = await this.read(path);
    if (current?.version !== known) throw this.#replaced(path);
  }

  async #succeed(path: string, successor: string, known: string | undefined): Promise<void> {
    const complete = await this.#write(path, (file) => copyFile(this.#file(successor), file));
    await this.#assertVersion(path, known).then(
      () => rename(complete, this.#file(path)),
      () => rm(complete),
    );
  }

  async #removeSuccessors(current: string): Promise<void> {
    const names = await readdir(this.#file(scratchFolder));
    const paths = names
      .filter((name) => name.startsWith('after-'))
      .map((name) => `${scratchFolder}/${name}`);
    for (const path of paths) if (path !== current) await rm(this.#file(path), { force: true });
  }

  #replaced(path: string): ReplacedError {
    return new ReplacedError(`${this.#file(path)} was written by another process meanwhile.`, {
      suggestion: 'Run the command again.',
    });
  }

  async #explained<T>(what: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (cause) {
      if (cause instanceof DatabaseError) throw cause;
      const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
      throw new DatabaseError(`Failed to ${what} in ${this.name}: ${reason}.`, {
        suggestion: 'Check the permissions of the folder and the space that is left on its disk.',
        cause,
      });
    }
  }
}

function versionOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function unlessMissing(error: unknown): undefined {
  if (hasCode(error, 'ENOENT')) return undefined;
  throw error;
}

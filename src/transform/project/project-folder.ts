import { constants } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { ModelError } from '../../errors.js';
import { isWithin } from '../../paths.js';
import type { SourceFile } from './model.js';

/* No model or macro is this long; a file that is was not meant. */
const mostBytes = 10_000_000;

/**
 * Reads the files of a project. Whatever dbt_project.yml or a symbolic link names, only regular files
 * inside of the project's folder are read.
 */
export class ProjectFolder {
  private constructor(
    private readonly dir: string,
    /** `dir` without symbolic links. */
    private readonly root: string,
  ) {}

  /** Opens the folder of a project. @throws an error of the file system when it is not there. */
  static async open(dir: string): Promise<ProjectFolder> {
    return new ProjectFolder(dir, await realpath(dir));
  }

  /**
   * Reads the files below a folder whose names match, sorted by path; none if there is no such folder.
   * @throws ModelError when a file or folder leads out of the project, a file is not a regular one, or a
   *   link leads to a folder that is read already, such as one that contains it.
   */
  async readAll(folder: string, pattern: RegExp): Promise<SourceFile[]> {
    if (!isWithin(join(this.dir, folder), this.dir)) throw this.#outside(folder);
    const paths: string[] = [];
    await this.#list(folder, pattern, new Map(), paths);
    const files: SourceFile[] = [];
    for (const path of paths.sort()) files.push(await explained(path, () => this.read(path)));
    return files;
  }

  /**
   * Reads a file. `path` is relative to the project's folder.
   * @throws ModelError as `readAll` does, or an error of the file system.
   */
  async read(path: string): Promise<SourceFile> {
    /* Opening a FIFO would wait for a writer. */
    const file = await open(
      await this.#resolve(path),
      constants.O_RDONLY | (constants.O_NONBLOCK ?? 0),
    );
    try {
      const stats = await file.stat();
      if (!stats.isFile()) throw notRegular(path);
      if (stats.size > mostBytes) {
        throw new ModelError(`${portable(path)} is larger than ${mostBytes / 1_000_000} MB`, {
          suggestion: 'Load data as a table; models and macros are text.',
        });
      }
      return { file: portable(path), text: await file.readFile('utf8') };
    } finally {
      await file.close();
    }
  }

  /* `seen` has the folders by their path without symbolic links. */
  async #list(
    folder: string,
    pattern: RegExp,
    seen: Map<string, string>,
    found: string[],
  ): Promise<void> {
    const real = await this.#resolve(folder).catch((error: unknown) => {
      if (seen.size > 0 || codeOf(error) !== 'ENOENT') throw explain(folder, error);
      return undefined;
    });
    if (real === undefined) return;
    const other = seen.get(real);
    if (other !== undefined) {
      throw new ModelError(
        `${portable(folder)} is a link to ${portable(other)}, which is read too`,
        {
          suggestion: 'Remove the link.',
        },
      );
    }
    seen.set(real, folder);
    const entries = await explained(folder, () => readdir(real, { withFileTypes: true }));
    for (const entry of entries) {
      const path = join(folder, entry.name);
      const kind = entry.isSymbolicLink()
        ? await explained(path, async () => stat(await this.#resolve(path)))
        : entry;
      if (kind.isDirectory()) await this.#list(path, pattern, seen, found);
      else if (pattern.test(entry.name)) {
        if (!kind.isFile()) throw notRegular(path);
        found.push(path);
      }
    }
  }

  async #resolve(path: string): Promise<string> {
    const real = await realpath(join(this.dir, path));
    if (!isWithin(real, this.root)) throw this.#outside(path);
    return real;
  }

  #outside(path: string): ModelError {
    return new ModelError(`${portable(path)} is outside of the project ${this.dir}`, {
      suggestion: 'Keep models and macros in the folder of dbt_project.yml; copy what they share.',
    });
  }
}

function notRegular(path: string): ModelError {
  return new ModelError(`${portable(path)} is not a regular file`, {
    suggestion: 'Remove the pipe, socket or device, or rename it.',
  });
}

/* Files are named with `/` on every system. */
function portable(path: string): string {
  return path.split(sep).join('/');
}

async function explained<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw explain(path, error);
  }
}

function explain(path: string, error: unknown): unknown {
  const code = codeOf(error);
  if (code === undefined) return error;
  return new ModelError(`${portable(path)} cannot be read (${code})`, {
    suggestion: 'Check its permissions, and where it leads if it is a link.',
    cause: error,
  });
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

import { randomBytes } from 'node:crypto';
import { createWriteStream, rmSync, type Stats } from 'node:fs';
import { chmod, constants, lstat, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { noSpaceLeft } from '../../disk-space.js';
import { UsageError } from '../../errors.js';
import { realPath } from '../../paths.js';
import { assertNotGuarded } from './guarded-files.js';

/* A result can hold names and pay of people, so a new file is its owner's. */
const ownerOnly = 0o600;

/**
 * Writes text to `path`, or to stdout if it is undefined. A file appears under its name only when it is
 * complete; a device or a pipe gets the text as it comes. It is not an error if the reader of stdout or
 * of a pipe closes it early, as `head` does. Writing ends when `signal` aborts.
 * @throws UsageError if the file cannot be written or is one of the `guarded` files; DatabaseError if no
 *   space is left for it; AbortError.
 */
export async function writeText(
  pieces: AsyncIterable<string>,
  path: string | undefined,
  {
    guarded = [],
    stdout = process.stdout,
    signal,
  }: { guarded?: readonly string[]; stdout?: Writable; signal?: AbortSignal } = {},
): Promise<void> {
  if (path === undefined) {
    await pipeline(Readable.from(pieces), stdout, { end: false, signal }).catch(ignoreClosedPipe);
    return;
  }
  await explainFailure(path, async () => {
    if (await isRegular(path)) {
      await writeAtomically(path, guarded, (partial) =>
        pipeline(Readable.from(pieces), createWriteStream(partial, { flags: 'r+' }), { signal }),
      );
      return;
    }
    assertNotGuarded(path, guarded);
    const device = await open(path, constants.O_WRONLY);
    await pipeline(Readable.from(pieces), device.createWriteStream(), { signal }).catch(
      ignoreClosedPipe,
    );
  });
}

/**
 * Calls `write` with the path of a new, empty file next to `path`, and renames that file to `path` when
 * it is complete. A symbolic link at `path` stays, and the file that it leads to is replaced, as with
 * the shell's `>`. A file that is replaced leaves its permissions to the new one.
 * @throws UsageError if the file cannot be written, is not a regular file or is one of the `guarded`
 *   files; what `write` throws otherwise.
 */
export async function writeAtomically<T>(
  path: string,
  guarded: readonly string[],
  write: (partial: string) => Promise<T>,
): Promise<T> {
  return explainFailure(path, async () => {
    assertNotGuarded(path, guarded);
    const target = realPath(path);
    const replaced = await requireWritable(path);
    const partial = join(dirname(target), `.toast-${randomBytes(8).toString('hex')}.partial`);
    const release = removeOnSignal(partial);
    try {
      await (await open(partial, 'wx', ownerOnly)).close();
      const result = await write(partial);
      if (replaced !== undefined) await chmod(partial, replaced.mode & 0o777);
      await rename(partial, target);
      return result;
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    } finally {
      release();
    }
  });
}

/* Its name is new each time, so what an interrupted command left would stay. The process then ends,
   unless another listener ends it in good order. */
function removeOnSignal(path: string): () => void {
  const listener = (signal: NodeJS.Signals) => {
    rmSync(path, { force: true });
    release();
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const release = () => signals.forEach((signal) => process.off(signal, listener));
  for (const signal of signals) process.on(signal, listener);
  return release;
}

/* Opens the file as the shell's `>` would, so that its permissions, and those that the system has for
   links of others, hold for it although it is not the file that is written. */
async function requireWritable(path: string): Promise<Stats | undefined> {
  const entry = await lstat(path).catch(() => undefined);
  if (entry === undefined) return undefined;
  if (!(await isRegular(path))) {
    throw new UsageError(`${path} is not a regular file, and this format needs one.`, {
      suggestion: 'Name a file with --output, or use a text format.',
    });
  }
  const file = await open(path, constants.O_WRONLY);
  try {
    return await file.stat();
  } finally {
    await file.close();
  }
}

/* What does not exist will be regular, except where a link leads nowhere: opening it fails. */
async function isRegular(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() ?? true;
}

async function explainFailure<T>(path: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (cause) {
    const full = noSpaceLeft(path, cause);
    if (full !== undefined) throw full;
    const code = (cause as NodeJS.ErrnoException).code;
    /* Codes of the operating system, such as ENOENT; those of bugs begin with ERR_. */
    if (typeof code !== 'string' || !/^E[A-Z0-9]+$/.test(code)) throw cause;
    throw new UsageError(`Cannot write ${path} (${code}).`, {
      suggestion: 'Use --output to name a file in a folder that exists and is writable.',
      cause,
    });
  }
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

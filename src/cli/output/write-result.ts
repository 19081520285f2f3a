import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { UsageError } from '../../errors.js';

/**
 * Writes text to a file, or to stdout if `path` is undefined. The file appears under its name only
 * when it is complete. It is not an error if the reader of stdout closes it early, as `head` does.
 * @throws UsageError if the file cannot be written.
 */
export async function writeText(
  pieces: AsyncIterable<string>,
  path: string | undefined,
  stdout: Writable = process.stdout,
): Promise<void> {
  if (path === undefined) {
    await pipeline(Readable.from(pieces), stdout, { end: false }).catch(ignoreClosedPipe);
    return;
  }
  await writeAtomically(path, (partial) =>
    pipeline(Readable.from(pieces), createWriteStream(partial)),
  );
}

/**
 * Calls `write` with the path of a temporary file next to `path`, and renames that file to `path` when
 * it is complete.
 * @throws UsageError if the file cannot be written, and what `write` throws otherwise.
 */
export async function writeAtomically(
  path: string,
  write: (partial: string) => Promise<unknown>,
): Promise<void> {
  const partial = `${path}.partial`;
  try {
    await write(partial);
    await rename(partial, path);
  } catch (cause) {
    await rm(partial, { force: true });
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

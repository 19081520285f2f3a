import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { UsageError } from '../../errors.js';

/**
 * Writes text to a file, or to stdout when `path` is undefined. The file appears under its name
 * when it is complete. A reader that closes stdout early, such as `head`, is no error.
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
  await writeWhole(path, (partial) => pipeline(Readable.from(pieces), createWriteStream(partial)));
}

/** Has `write` write a file beside `path`, and gives it its name when it is complete. */
export async function writeWhole(
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
    /* Codes of the system; those of bugs begin with ERR_. */
    if (typeof code !== 'string' || !/^E[A-Z0-9]+$/.test(code)) throw cause;
    throw new UsageError(`Cannot write ${path}: ${code}.`, {
      suggestion: 'Name a file with --output, in a folder that exists and can be written.',
      cause,
    });
  }
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

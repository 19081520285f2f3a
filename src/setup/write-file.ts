import { randomUUID } from 'node:crypto';
import { open, realpath, rename, rm } from 'node:fs/promises';
import { ConfigurationError } from '../errors.js';

/**
 * Writes a file that only its owner can read, replacing an existing one at once, so that it is never half
 * written. A symbolic link is kept; the file that it points to is replaced.
 * @throws ConfigurationError when it cannot be written. The error does not quote the text.
 */
export async function writePrivateFile(path: string, text: string): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const partial = `${target}.${randomUUID()}.partial`;
  try {
    const handle = await open(partial, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(partial, target);
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    const { code } = error as NodeJS.ErrnoException;
    throw new ConfigurationError(`Cannot write ${path} (${code ?? 'unknown'}).`, {
      suggestion: 'Check that its folder exists and that you can write to it.',
    });
  }
}

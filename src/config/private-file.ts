import { randomUUID } from 'node:crypto';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';

/**
 * Writes a file that only its owner can read. An existing one is replaced atomically, so that it is never
 * half written, and keeps its owner. A symbolic link is kept; the file that it points to is replaced.
 * @throws what the file system throws, which may quote the path, but not the text.
 */
export async function writePrivateFile(path: string, text: string): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const partial = `${target}.${randomUUID()}.partial`;
  try {
    const handle = await open(partial, 'wx', 0o600);
    try {
      const existing = await stat(target).catch(() => undefined);
      /* An administrator who changes the file must not lock out the account that owns it. */
      if (existing !== undefined && process.getuid?.() === 0) {
        await handle.chown(existing.uid, existing.gid);
      }
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(partial, target);
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    throw error;
  }
}

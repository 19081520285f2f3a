import { randomUUID } from 'node:crypto';
import { open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { ConfigurationError } from '../errors.js';
import type { Secret } from './secret.js';

/**
 * Puts another `key` into a configuration file, which keeps everything else as it is, its owner
 * included, and can be read by that owner only. The file is replaced at once: there is no moment at
 * which it is half written.
 * @throws ConfigurationError when the file does not hold the old key, or cannot be written.
 */
export async function writeKey(file: string, from: Secret, to: Secret): Promise<void> {
  const text = withKey(await readFile(file, 'utf8').catch(cannot(file)), from, to);
  if (text === undefined) {
    throw new ConfigurationError(`${file} does not hold the key in use as "key".`, {
      suggestion: 'Name the file that holds it with --config.',
    });
  }
  /* A link stays a link: what it leads to is replaced. */
  const target = await realpath(file).catch(cannot(file));
  const partial = `${target}.${randomUUID()}.partial`;
  try {
    await writeLike(await stat(target), partial, text);
    await rename(partial, target);
  } catch (cause) {
    await rm(partial, { force: true }).catch(() => undefined);
    cannot(file)(cause);
  }
}

/* The text is changed in the one place, so that its layout stays, and read again to be sure. */
function withKey(text: string, from: Secret, to: Secret): string | undefined {
  const changed = text.replace(JSON.stringify(from.reveal()), JSON.stringify(to.reveal()));
  const [before, after] = [parse(text), parse(changed)];
  if (before?.key !== from.reveal()) return undefined;
  const wanted = { ...before, key: to.reveal() };
  if (isDeepStrictEqual(after, wanted)) return changed;
  return `${JSON.stringify(wanted, null, 2)}\n`;
}

/* What the parser says of a text that is no JSON quotes it. */
function parse(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

async function writeLike(
  { uid, gid }: { uid: number; gid: number },
  path: string,
  text: string,
): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    /* An administrator who does this for the account that extracts must not lock it out. */
    if (process.getuid?.() === 0) await handle.chown(uid, gid);
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/* The code says enough; the rest of the error is left out with whatever it quotes. */
function cannot(file: string) {
  return (cause: unknown): never => {
    const { code } = cause as NodeJS.ErrnoException;
    throw new ConfigurationError(`Cannot write the new key to ${file} (${code ?? 'unknown'}).`, {
      suggestion: 'Nothing was changed. Check that the file and its folder can be written.',
    });
  };
}

import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { ConfigurationError } from '../errors.js';
import { writePrivateFile } from './private-file.js';
import type { Secret } from './secret.js';

/** Generates a value for the configuration's `key`: 32 random bytes in URL-safe base64, as Fernet needs. */
export function newKey(): string {
  return randomBytes(32).toString('base64url').padEnd(44, '=');
}

/** Checks that a text is 32 bytes in URL-safe base64. */
export function isKey(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}=$/.test(text);
}

/**
 * Replaces `key` in a configuration file and keeps everything else, the owner included. Afterwards
 * only the owner can read the file. The file is replaced atomically, so it is never half written.
 * @throws ConfigurationError if the file does not contain the old key or cannot be written.
 */
export async function writeKey(file: string, from: Secret, to: Secret): Promise<void> {
  const text = withKey(await readFile(file, 'utf8').catch(writeFailure(file)), from, to);
  if (text === undefined) {
    throw new ConfigurationError(`${file} does not contain the current key as "key".`, {
      suggestion: 'Use --config to name the file that contains it.',
    });
  }
  await writePrivateFile(file, text).catch(writeFailure(file));
}

/* Changes the text in one place, so that its layout is kept, and parses the result to check it. */
function withKey(text: string, from: Secret, to: Secret): string | undefined {
  const changed = text.replace(JSON.stringify(from.reveal()), JSON.stringify(to.reveal()));
  const [before, after] = [parse(text), parse(changed)];
  if (before?.key !== from.reveal()) return undefined;
  const wanted = { ...before, key: to.reveal() };
  if (isDeepStrictEqual(after, wanted)) return changed;
  return `${JSON.stringify(wanted, null, 2)}\n`;
}

/* The parser's message quotes the text, which contains secrets, so it is not passed on. */
function parse(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

/* Only the code is passed on: the rest of the error could quote the file. */
function writeFailure(file: string) {
  return (cause: unknown): never => {
    const { code } = cause as NodeJS.ErrnoException;
    throw new ConfigurationError(`Cannot write the new key to ${file} (${code ?? 'unknown'}).`, {
      suggestion: 'Nothing was changed. Check that you can write to the file and its folder.',
    });
  };
}

import { randomBytes } from 'node:crypto';

/** A new key for the configuration's `key`: 32 bytes in url-safe base64, as Fernet wants them. */
export function newKey(): string {
  return randomBytes(32).toString('base64url').padEnd(44, '=');
}

/** Whether a text is such a key. */
export function isKey(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}=$/.test(text);
}

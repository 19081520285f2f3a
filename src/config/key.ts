import { randomBytes } from 'node:crypto';

/** A new key for the configuration's `key`: 32 bytes in url-safe base64, as Fernet wants them. */
export function newKey(): string {
  return randomBytes(32).toString('base64url').padEnd(44, '=');
}

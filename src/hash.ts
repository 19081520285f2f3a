import { createHash } from 'node:crypto';

/** Returns the SHA-256 of a text in URL-safe base64, to tell whether two texts are the same. */
export function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

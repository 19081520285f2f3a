import { createHash } from 'node:crypto';

/** Returns a digest of a text, for fingerprints of models. */
export function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

import { createHmac, hkdfSync } from 'node:crypto';
import type { Secret } from '../../../config/secret.js';
import type { GuestIdentifier } from '../../../resources/guest-rules.js';

/** Returns a substitute for an identifier, or null to drop it. */
export type Substitute = (kind: GuestIdentifier, text: string) => string | null;

/**
 * Returns a keyed hash of guest identifiers: a guest gets the same 32 hexadecimal digits in every run
 * and restaurant, and without the key phone numbers cannot be guessed. The hash key is derived from the
 * configuration's `key` (32 bytes in URL-safe base64), which is not in the database. What is a hash
 * already stays as it is, so that stored entities can be redacted again.
 */
export function guestHash(key: Secret): Substitute {
  const secret = Buffer.from(key.reveal(), 'base64url');
  const hashKey = Buffer.from(hkdfSync('sha256', secret, '', 'toast-warehouse guests', 32));
  return (kind, text) => {
    if (isHash(text)) return text;
    const identifier = normalize(kind, text);
    if (identifier === '') return null;
    return createHmac('sha256', hashKey).update(`${kind} ${identifier}`).digest('hex').slice(0, 32);
  };
}

function isHash(text: string): boolean {
  return /^[0-9a-f]{32}$/.test(text);
}

/** Drops every identifier. */
export const dropIdentifier: Substitute = () => null;

/* The same identifier is written in several ways: Ann@Example.com, (555) 010-0100. */
function normalize(kind: GuestIdentifier, text: string): string {
  switch (kind) {
    case 'email':
      return text.trim().toLowerCase();
    case 'phone':
      return text.replace(/\D/g, '');
    case 'id':
      return text.trim();
  }
}

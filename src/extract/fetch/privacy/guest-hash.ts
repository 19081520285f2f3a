import { createHmac, hkdfSync } from 'node:crypto';
import type { Secret } from '../../../config/secret.js';
import type { GuestIdentifier } from '../../../resources/guest-rules.js';

/** Gives what stands for an identifier, or null for none. */
export type Substitute = (kind: GuestIdentifier, text: string) => string | null;

/**
 * A keyed hash of guests' identifiers: the same guest gets the same 32 hexadecimal digits in every
 * run and restaurant, and without the key nobody can try out phone numbers. The key is derived from
 * the configuration's `key` (32 bytes in url-safe base64), which is not in the database.
 */
export function guestHash(key: Secret): Substitute {
  const secret = Buffer.from(key.reveal(), 'base64url');
  const hashKey = Buffer.from(hkdfSync('sha256', secret, '', 'toast-warehouse guests', 32));
  return (kind, text) => {
    const same = normalized(kind, text);
    if (same === '') return null;
    return createHmac('sha256', hashKey).update(`${kind} ${same}`).digest('hex').slice(0, 32);
  };
}

/** Leaves no guest recognizable. */
export const dropIdentifier: Substitute = () => null;

/* One guest is written in several ways: Ann@Example.com, (555) 010-0100. */
function normalized(kind: GuestIdentifier, text: string): string {
  switch (kind) {
    case 'email':
      return text.trim().toLowerCase();
    case 'phone':
      return text.replace(/\D/g, '');
    case 'id':
      return text.trim();
  }
}

import fernet from 'fernet';
import type { Secret } from '../../config/secret.js';

/*
 * The library takes the clock and randomness for granted; a token that never expires by age is what
 * we want (`ttl: 0`), since Toast's own expiry is stored beside it.
 */

/** Encrypts a text as a Fernet token under `key`, 32 bytes in url-safe base64. */
export function encrypt(text: string, key: Secret): string {
  return new fernet.Token({ secret: new fernet.Secret(key.reveal()) }).encode(text);
}

/** Decrypts a Fernet token; `undefined` when it was made with another key or tampered with. */
export function decrypt(ciphertext: string, key: Secret): string | undefined {
  if (!isCanonical(ciphertext)) return undefined;
  try {
    const secret = new fernet.Secret(key.reveal());
    const token = new fernet.Token({ secret, token: ciphertext, ttl: 0 });
    const text = token.decode();
    /* The library takes wrong padding for a shorter text. Encrypting anew tells them apart. */
    const again = fernet.encryptMessage(text, secret.encryptionKey, token.iv);
    return again.toString() === token.cipherText.toString() ? text : undefined;
  } catch {
    return undefined;
  }
}

/* The last character of base64 can hold bits that mean nothing, and decoders skip what is no base64:
   several texts would be one token. */
function isCanonical(text: string): boolean {
  const again = Buffer.from(text, 'base64url').toString('base64url');
  return text === again.padEnd(Math.ceil(again.length / 4) * 4, '=');
}

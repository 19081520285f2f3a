import { createHash } from 'node:crypto';
import fernet from 'fernet';
import type { Secret } from '../../config/secret.js';
import type { Runtime } from '../../runtime.js';
import type { Token, TokenStore } from '../../toast/auth.js';
import type { Connection } from '../engine/connection.js';

export interface TokenStoreOptions {
  connection: Connection;
  /** Fernet key, 32 bytes in URL-safe base64. */
  key: Secret;
  clientId: string;
  baseUrl: string;
  runtime: Runtime;
}

/**
 * Creates a store that keeps tokens in `toast_meta.token`, encrypted, one for each combination of
 * credentials and API. A token that cannot be decrypted (another key, a damaged text) is ignored.
 */
export function createTokenStore(options: TokenStoreOptions): TokenStore {
  const { connection, key, runtime } = options;
  const account = createHash('sha256')
    .update(`${options.clientId}@${options.baseUrl}`)
    .digest('hex');
  return {
    async load(): Promise<Token | undefined> {
      const [row] = await connection.all(
        `select ciphertext, epoch_ms(expires_at) as expires_ms
        from toast_meta.token where account = $account`,
        { account },
      );
      if (row === undefined) return undefined;
      const accessToken = decrypt(String(row.ciphertext), key);
      return accessToken === undefined
        ? undefined
        : { accessToken, expiresAt: Number(row.expires_ms) };
    },
    async save({ accessToken, expiresAt }: Token): Promise<void> {
      await connection.run(
        `insert or replace into toast_meta.token by name
        select
          $account as account,
          $ciphertext as ciphertext,
          make_timestamptz($expires::bigint * 1000) as expires_at,
          make_timestamptz($now::bigint * 1000) as saved_at`,
        {
          account,
          ciphertext: encrypt(accessToken, key),
          expires: expiresAt,
          now: runtime.now(),
        },
      );
    },
  };
}

/** Loads when the latest token expires, in epoch ms. Never loads the token itself. */
export async function loadTokenExpiry(connection: Connection): Promise<number | undefined> {
  const [row] = await connection.all<{ expires_ms: number | null }>(
    'select epoch_ms(max(expires_at)) as expires_ms from toast_meta.token',
  );
  return row?.expires_ms ?? undefined;
}

export interface RotatedTokens {
  /** Number of tokens that are now encrypted with the new key. */
  rotated: number;
  /** Number of tokens that the old key does not decrypt; they are left unchanged. */
  unreadable: number;
}

/** Re-encrypts with the key `to` all tokens that the key `from` decrypts. */
export async function rotateTokens(
  connection: Connection,
  from: Secret,
  to: Secret,
): Promise<RotatedTokens> {
  const rows = await connection.all<{ account: string; ciphertext: string }>(
    'select account, ciphertext from toast_meta.token',
  );
  let rotated = 0;
  for (const { account, ciphertext } of rows) {
    const token = decrypt(ciphertext, from);
    if (token === undefined) continue;
    rotated += await connection.run(
      'update toast_meta.token set ciphertext = $ciphertext where account = $account',
      { account, ciphertext: encrypt(token, to) },
    );
  }
  return { rotated, unreadable: rows.length - rotated };
}

/** Deletes all tokens and returns their number. */
export function clearTokens(connection: Connection): Promise<number> {
  return connection.run('delete from toast_meta.token');
}

/** Encrypts a text as a Fernet token with `key`, 32 bytes in URL-safe base64. */
export function encrypt(text: string, key: Secret): string {
  return new fernet.Token({ secret: new fernet.Secret(key.reveal()) }).encode(text);
}

/**
 * Decrypts a Fernet token; returns `undefined` if it was made with another key or tampered with.
 * Tokens do not expire by age (`ttl: 0`), because Toast's own expiry is stored beside them.
 */
export function decrypt(ciphertext: string, key: Secret): string | undefined {
  if (!isCanonical(ciphertext)) return undefined;
  try {
    const secret = new fernet.Secret(key.reveal());
    const token = new fernet.Token({ secret, token: ciphertext, ttl: 0 });
    const text = token.decode();
    /* The library reads wrong padding as a shorter text. Encrypting again tells them apart. */
    const again = fernet.encryptMessage(text, secret.encryptionKey, token.iv);
    return again.toString() === token.cipherText.toString() ? text : undefined;
  } catch {
    return undefined;
  }
}

/* The last character of base64 can hold bits without meaning, and decoders skip characters that are
   not base64, so several texts would decode to one token. */
function isCanonical(text: string): boolean {
  const again = Buffer.from(text, 'base64url').toString('base64url');
  return text === again.padEnd(Math.ceil(again.length / 4) * 4, '=');
}

import { createHash } from 'node:crypto';
import type { Secret } from '../../config/secret.js';
import type { Runtime } from '../../runtime.js';
import type { Token, TokenStore } from '../../toast/auth.js';
import type { Connection } from '../engine/connection.js';
import { decrypt, encrypt } from './fernet.js';

export interface TokenStoreOptions {
  connection: Connection;
  /** The Fernet key, 32 bytes in url-safe base64. */
  key: Secret;
  clientId: string;
  baseUrl: string;
  runtime: Runtime;
}

/**
 * Keeps the token in `toast_meta.token`, encrypted, one per credentials and API. A token that
 * cannot be decrypted (another key, a damaged text) counts as none.
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

import type { Secret } from '../../config/secret.js';
import type { Connection } from '../engine/connection.js';
import { decrypt, encrypt } from './fernet.js';

export interface RotatedTokens {
  /** Tokens that are encrypted with the new key now. */
  rotated: number;
  /** Tokens that the old key does not decrypt; they stay as they are. */
  unreadable: number;
}

/** Encrypts the tokens anew, those that the key `from` decrypts. */
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

/** Deletes all tokens, and gives their number. */
export function clearTokens(connection: Connection): Promise<number> {
  return connection.run('delete from toast_meta.token');
}

import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../src/config/secret.js';
import type { Connection } from '../../../../src/warehouse/engine/connection.js';
import {
  clearTokens,
  createTokenStore,
  rotateTokens,
  type TokenStoreOptions,
} from '../../../../src/warehouse/state/tokens.js';
import { temporaryWarehouse } from '../../../support/temporary-warehouse.js';
import { VirtualRuntime } from '../../../support/virtual-runtime.js';
import { openSession } from '../support/session.js';

const keyOf = (byte: number) =>
  new Secret(Buffer.alloc(32, byte).toString('base64url').padEnd(44, '='));

const token = { accessToken: 'eyJhbGciOi.a-clear-token', expiresAt: Date.UTC(2026, 2, 2) };

function createStore(connection: Connection, overrides: Partial<TokenStoreOptions> = {}) {
  return createTokenStore({
    connection,
    key: keyOf(1),
    clientId: 'an-id',
    baseUrl: 'https://ws-api.example.com',
    runtime: new VirtualRuntime(Date.UTC(2026, 2, 1)),
    ...overrides,
  });
}

describe('a token store', () => {
  it('returns the token that was saved last', async () => {
    const connection = await openSession();
    const store = createStore(connection);
    expect(await store.load()).toBeUndefined();
    await store.save({ ...token, accessToken: 'an older one' });
    await store.save(token);
    expect(await store.load()).toEqual(token);
    expect(await connection.all('from toast_meta.token')).toHaveLength(1);
  });

  it.each<[string, Partial<TokenStoreOptions>]>([
    ['another key', { key: keyOf(2) }],
    ['another client', { clientId: 'another-id' }],
    ['another API', { baseUrl: 'https://sandbox.example.com' }],
  ])('returns no token for %s', async (_, overrides) => {
    const connection = await openSession();
    await createStore(connection).save(token);
    expect(await createStore(connection, overrides).load()).toBeUndefined();
  });

  it('returns no token when its ciphertext was tampered with', async () => {
    const connection = await openSession();
    const store = createStore(connection);
    await store.save(token);
    await connection.run("update toast_meta.token set ciphertext = replace(ciphertext, 'A', 'B')");
    expect(await store.load()).toBeUndefined();
    await connection.run("update toast_meta.token set ciphertext = ''");
    expect(await store.load()).toBeUndefined();
  });

  it('returns no token when any byte of its ciphertext was changed', async () => {
    const connection = await openSession();
    const store = createStore(connection);
    await store.save(token);
    const [row] = await connection.all('select ciphertext from toast_meta.token');
    const text = String(row?.ciphertext);
    for (let i = 0; i < text.length; i++) {
      const flipped = String.fromCharCode(text.charCodeAt(i) ^ 1);
      await connection.run('update toast_meta.token set ciphertext = $changed', {
        changed: text.slice(0, i) + flipped + text.slice(i + 1),
      });
      expect(await store.load(), `byte ${i}`).toBeUndefined();
    }
  });

  it('returns the token only with the new key after a rotation', async () => {
    const connection = await openSession();
    await createStore(connection).save(token);
    await createStore(connection, { clientId: 'another-id' }).save(token);
    await createStore(connection, { clientId: 'a-third', key: keyOf(3) }).save(token);
    expect(await rotateTokens(connection, keyOf(1), keyOf(2))).toEqual({
      rotated: 2,
      unreadable: 1,
    });
    expect(await createStore(connection, { key: keyOf(2) }).load()).toEqual(token);
    expect(await createStore(connection).load()).toBeUndefined();
    const third = createStore(connection, { clientId: 'a-third', key: keyOf(3) });
    expect(await third.load()).toEqual(token);
  });

  it('returns no token after the tokens were cleared', async () => {
    const connection = await openSession();
    await createStore(connection).save(token);
    expect(await clearTokens(connection)).toBe(1);
    expect(await clearTokens(connection)).toBe(0);
    expect(await createStore(connection).load()).toBeUndefined();
  });

  it('leaves neither the token nor the client id in the file in plain text', async () => {
    const warehouse = await temporaryWarehouse();
    await warehouse.with(async (connection) => {
      await createStore(connection).save(token);
      expect(JSON.stringify(await connection.all('from toast_meta.token'))).not.toContain(
        'a-clear',
      );
      await connection.run('checkpoint');
    });
    const file = await readFile(warehouse.path, 'latin1');
    expect(file).toContain('ciphertext');
    expect(file).not.toContain('a-clear-token');
    expect(file).not.toContain('an-id');
  });
});

import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ApiError, TransientError } from '../../../src/errors.js';
import { isAccessToken, type Token } from '../../../src/toast/auth.js';
import type { ClientOptions } from '../../../src/toast/client.js';
import { errorOf } from '../../support/error-of.js';
import { scriptedClient } from '../../support/scripted-client.js';

const startedAt = Date.UTC(2026, 2, 1);
const retryPolicy = { attempts: 1, firstDelayMs: 1, maxDelayMs: 1 };
const loginPath = '/authentication/v1/authentication/login';
const allOf = (error: unknown) => inspect(error, { depth: null, showHidden: true });

/* A client with this stored token, whose logins are answered with `login`. */
function client({ login, stored }: { login: string; stored?: string }) {
  const saved: Token[] = [];
  const tokens = {
    load: async () =>
      stored === undefined
        ? undefined
        : { accessToken: stored, expiresAt: Number.MAX_SAFE_INTEGER },
    save: async (token: Token) => void saved.push(token),
  };
  const scripted = scriptedClient(
    ({ url }) => ({
      body: url.pathname === loginPath ? login : [],
      headers: { 'toast-request-id': 'req-1' },
    }),
    startedAt,
    { tokens, retryPolicy },
  );
  return { ...scripted, saved };
}

function reply(accessToken: string, expiresIn = '86400'): string {
  return `{"token": {"accessToken": ${JSON.stringify(accessToken)}, "expiresIn": ${expiresIn}}}`;
}

const illegalTokens: [string, string][] = [
  ['a line break', 'a-token\nX-Injected: 1'],
  ['a carriage return', 'a-token\r'],
  ['a NUL', 'a-token\0'],
  ['a space', 'hush hush'],
  ['a letter that is not ASCII', 'a-tokén'],
  ['nothing', ''],
  ['8193 characters', 'x'.repeat(8193)],
];

describe('a token from the login', () => {
  it.each(illegalTokens)('with %s is neither stored, sent nor shown', async (_, accessToken) => {
    const { client: api, saved, requests } = client({ login: reply(accessToken) });
    const error = await errorOf(api.get({ path: '/orders' }));
    expect(error).toBeInstanceOf(TransientError);
    expect(error).toMatchObject({ exitCode: 4, endpoint: loginPath, requestId: 'req-1' });
    if (accessToken !== '') expect(allOf(error)).not.toContain(accessToken);
    expect(saved).toEqual([]);
    expect(requests).toHaveLength(1);
  });

  it.each(['1e300', '1e400', '-1', '31622401', 'null', '"86400"'])(
    'that expires in %s seconds is an error of the API, and is not stored',
    async (expiresIn) => {
      const { client: api, saved } = client({ login: reply('a-token', expiresIn) });
      const error = await errorOf(api.auth.token());
      expect(error).toBeInstanceOf(ApiError);
      expect(allOf(error)).not.toContain('a-token');
      expect(saved).toEqual([]);
    },
  );

  it('is stored with the time at which it expires', async () => {
    const { client: api, saved } = client({ login: reply('a-token') });
    await api.auth.token();
    expect(saved).toEqual([{ accessToken: 'a-token', expiresAt: startedAt + 86_400_000 }]);
  });
});

describe('a stored token', () => {
  it.each(illegalTokens)('with %s is replaced by a login', async (_, stored) => {
    const { client: api, requests } = client({ login: reply('fresh'), stored });
    await api.get({ path: '/orders' });
    const sent = requests.map(({ headers }) => headers.Authorization);
    expect(sent).toEqual([undefined, 'Bearer fresh']);
  });
});

describe('isAccessToken', () => {
  it('accepts the visible characters of ASCII and no other', () => {
    const characters = Array.from({ length: 0x300 }, (_, code) => String.fromCharCode(code));
    const accepted = characters.filter((character) => isAccessToken(`a${character}b`));
    expect(accepted).toEqual(characters.slice(0x21, 0x7f));
  });
});

describe('an error of the transport', () => {
  const transport: ClientOptions['transport'] = async ({ headers, body }) => {
    const quoted = `cannot send ${JSON.stringify(headers)} ${body}`;
    const cause = Object.assign(new Error(quoted), { detail: quoted });
    throw new TransientError(quoted, { endpoint: '/orders', suggestion: quoted, cause });
  };
  const failing = (tokens?: ClientOptions['tokens']) => {
    const options = { transport, retryPolicy, ...(tokens && { tokens }) };
    return scriptedClient(() => ({ body: '' }), startedAt, options).client;
  };

  it('does not show the token that it quotes', async () => {
    const accessToken = 'a-token-to-hide';
    const load = async () => ({ accessToken, expiresAt: Number.MAX_SAFE_INTEGER });
    const error = await errorOf(
      failing({ load, save: async () => undefined }).get({ path: '/orders' }),
    );
    expect(error).toBeInstanceOf(TransientError);
    expect(error.message).toContain('cannot send');
    expect(allOf(error)).not.toContain(accessToken);
  });

  it('does not show the secret of a login that it quotes', async () => {
    const error = await errorOf(
      failing({ load: async () => undefined, save: async () => undefined }).auth.token(),
    );
    expect(error.message).toContain('cannot send {');
    expect(allOf(error)).not.toContain('"secret"');
  });
});

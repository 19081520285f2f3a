import { inspect } from 'node:util';
import nock from 'nock';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  AccessDeniedError,
  ConfigurationError,
  TransientError,
  UnauthorizedError,
} from '../../../src/errors.js';
import { errorOf } from '../../support/error-of.js';
import {
  answerLogin,
  clientSecret,
  createClient,
  host,
  loginPath,
  loginReply,
  MemoryStore,
  resetNetwork,
  startedAt,
  storedToken,
} from './support/client.js';

beforeEach(resetNetwork);

const day = 24 * 60 * 60_000;

/* Answers every GET of /orders with 200 for this token and 401 for others. */
function answerOrders(validToken: string): { readonly tokens: string[] } {
  const tokens: string[] = [];
  nock(host)
    .persist()
    .get('/orders')
    .reply(function () {
      const token = String(this.req.headers.authorization).replace('Bearer ', '');
      tokens.push(token);
      return token === validToken ? [200, '[]'] : [401, { message: 'token expired' }];
    });
  return { tokens };
}

describe('the client’s login', () => {
  it('sends the documented fields, and no restaurant header', async () => {
    let sent: unknown;
    nock(host, { badheaders: ['authorization', 'toast-restaurant-external-id'] })
      .post(loginPath, (body: unknown) => {
        sent = body;
        return true;
      })
      .matchHeader('content-type', 'application/json')
      .reply(200, loginReply());
    answerOrders('a-token');
    const { client } = createClient();
    await client.get({ path: '/orders', restaurantId: 'r1' });
    expect(sent).toEqual({
      clientId: 'a-client-id',
      clientSecret,
      userAccessType: 'TOAST_MACHINE_CLIENT',
    });
  });

  it('happens once for many concurrent requests, and the token is stored', async () => {
    answerLogin();
    const { tokens: used } = answerOrders('a-token');
    const { client, tokens } = createClient();
    await Promise.all(
      Array.from({ length: 12 }, (_, i) => client.get({ path: '/orders', restaurantId: `r${i}` })),
    );
    expect(used).toEqual(Array(12).fill('a-token'));
    expect(client.auth.logins).toBe(1);
    expect(tokens.saved).toEqual([{ accessToken: 'a-token', expiresAt: startedAt + day }]);
  });

  it('does not happen while the stored token is valid', async () => {
    const { tokens: used } = answerOrders('stored');
    const { client } = createClient({ tokens: storedToken('stored') });
    await client.get({ path: '/orders' });
    expect(used).toEqual(['stored']);
    expect(client.auth.logins).toBe(0);
  });

  it('happens again in the last minute of a token', async () => {
    const expiresAt = startedAt + 60_000;
    answerLogin('fresh');
    const { tokens: used } = answerOrders('fresh');
    const { client } = createClient({
      tokens: new MemoryStore({ accessToken: 'stale', expiresAt }),
    });
    await client.get({ path: '/orders' });
    expect(used).toEqual(['fresh']);
  });

  it('is not repeated for every request while Toast returns a token in its last minute', async () => {
    const logins = nock(host).post(loginPath).times(9).reply(200, loginReply('dying', 59));
    answerOrders('dying');
    const { client } = createClient();
    for (let i = 0; i < 10; i++) await client.get({ path: '/orders' });
    expect(client.auth.logins).toBe(1);
    expect(logins.isDone()).toBe(false);
  });

  it('is repeated a few seconds after Toast returned a token in its last minute', async () => {
    answerLogin('dying', 59);
    answerOrders('fresh');
    const { client, runtime } = createClient();
    await client.auth.token();
    runtime.advance(10_000);
    answerLogin('fresh');
    await client.get({ path: '/orders' });
    expect(client.auth.logins).toBe(2);
  });

  it('happens once after a 401, however many requests wait', async () => {
    answerLogin('fresh');
    const { tokens: used } = answerOrders('fresh');
    const { client, tokens } = createClient({ tokens: storedToken('revoked') });
    await Promise.all(
      Array.from({ length: 6 }, (_, i) => client.get({ path: '/orders', restaurantId: `r${i}` })),
    );
    expect(client.auth.logins).toBe(1);
    expect(used.filter((token) => token === 'fresh')).toHaveLength(6);
    expect(tokens.saved).toEqual([]);
  });

  it('happens again if a token that was just issued is refused', async () => {
    answerLogin('revoked-at-once');
    const { client } = createClient();
    await client.auth.token();
    answerLogin('fresh');
    answerOrders('fresh');
    await client.get({ path: '/orders' });
    expect(client.auth.logins).toBe(2);
  });

  it('is not repeated if it returns the refused token: the request fails with UnauthorizedError after 3 attempts', async () => {
    nock(host).persist().post(loginPath).reply(200, loginReply('refused'));
    const { tokens: used } = answerOrders('other');
    const { client } = createClient({ tokens: storedToken('refused') });
    const error = await errorOf(client.get({ path: '/orders', restaurantId: 'r1' }));
    expect(error).toBeInstanceOf(UnauthorizedError);
    expect(error).toBeInstanceOf(AccessDeniedError);
    expect(used).toEqual(['refused', 'refused', 'refused']);
    expect(client.auth.logins).toBe(1);

    await errorOf(client.get({ path: '/orders', restaurantId: 'r2' }));
    expect(client.auth.logins).toBe(1);
  });
});

describe('a login that Toast refuses', () => {
  it.each([400, 401, 403, 404])('with status %i throws ConfigurationError', async (status) => {
    nock(host).post(loginPath).reply(status, { message: 'no', requestId: 'req-1' });
    const { client } = createClient();
    const error = await errorOf(client.get({ path: '/orders', restaurantId: 'r1' }));
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(error.message).toContain('req-1');
    expect((error as ConfigurationError).suggestion).toMatch(/clientId, clientSecret and domain/);
    expect(client.requests).toBe(1);
  });

  it('does not show the secret even if Toast repeats it', async () => {
    nock(host)
      .post(loginPath)
      .reply(401, { message: `cannot accept {"clientSecret":"${clientSecret}"}` });
    const { client } = createClient();
    const error = await errorOf(client.get({ path: '/orders' }));
    expect(error.message).toContain('cannot accept');
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain(clientSecret);
  });
});

describe('a login that fails temporarily', () => {
  it.each<[string, nock.ReplyBody]>([
    ['is not JSON', '<html>busy</html>'],
    ['contains no token', { status: 'SUCCESS' }],
    ['is null', 'null'],
  ])('is retried if the response %s', async (_, body) => {
    nock(host).post(loginPath).reply(200, body);
    answerLogin();
    answerOrders('a-token');
    const { client } = createClient();
    await client.get({ path: '/orders' });
    expect(client.requests).toBe(3);
  });

  it('waits as long as a 429 says', async () => {
    nock(host).post(loginPath).reply(429, undefined, { 'Retry-After': '1800' });
    answerLogin();
    const { client, runtime } = createClient();
    await client.auth.token();
    expect(runtime.slept).toEqual([1_800_000]);
  });

  it('is not tried again for a minute after all retries failed, however many requests need it', async () => {
    let asked = 0;
    nock(host)
      .persist()
      .post(loginPath)
      .reply(() => {
        asked += 1;
        return [503, ''];
      });
    const { client, runtime } = createClient();
    for (const restaurantId of ['r1', 'r2', 'r3']) {
      expect(await errorOf(client.get({ path: '/orders', restaurantId }))).toBeInstanceOf(
        TransientError,
      );
    }
    expect(asked).toBe(6);
    runtime.advance(60_000);
    await errorOf(client.get({ path: '/orders' }));
    expect(asked).toBe(12);
  });

  it('is not retried after the run is aborted', async () => {
    const run = new AbortController();
    nock(host)
      .post(loginPath)
      .reply(503, () => {
        run.abort();
        return '';
      });
    const { client } = createClient({ signal: run.signal });
    const error = await errorOf(client.get({ path: '/orders' }));
    expect(error.name).toBe('AbortError');
    expect(client.requests).toBe(1);
  });
});

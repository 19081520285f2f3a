import { inspect } from 'node:util';
import nock from 'nock';
import { beforeEach, describe, expect, it } from 'vitest';
import { ConfigurationError, TransientError, UnauthorizedError } from '../../../src/errors.js';
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

/* Answers every GET of /orders: 200 to this token, 401 to others. */
function answerOrders(goodToken: string): { readonly tokens: string[] } {
  const tokens: string[] = [];
  nock(host)
    .persist()
    .get('/orders')
    .reply(function () {
      const token = String(this.req.headers.authorization).replace('Bearer ', '');
      tokens.push(token);
      return token === goodToken ? [200, '[]'] : [401, { message: 'token expired' }];
    });
  return { tokens };
}

describe('logging in', () => {
  it('sends the credentials as Toast documents, and no restaurant', async () => {
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

  it('happens once for many requests at a time, and the token is kept', async () => {
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

  it('does not happen while the stored token is good', async () => {
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

  it('is not repeated for each request when Toast gives a token in its last minute', async () => {
    const logins = nock(host).post(loginPath).times(9).reply(200, loginReply('dying', 59));
    answerOrders('dying');
    const { client } = createClient();
    for (let i = 0; i < 10; i++) await client.get({ path: '/orders' });
    expect(client.auth.logins).toBe(1);
    expect(logins.isDone()).toBe(false);
  });

  it('renews a token that Toast gave in its last minute, a little later', async () => {
    answerLogin('dying', 59);
    answerOrders('fresh');
    const { client, runtime } = createClient();
    await client.auth.token();
    runtime.advance(10_000);
    answerLogin('fresh');
    await client.get({ path: '/orders' });
    expect(client.auth.logins).toBe(2);
  });

  it('happens once after a 401 for all that wait', async () => {
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

  it('happens again when a token is refused that a login gave only now', async () => {
    answerLogin('revoked at once');
    const { client } = createClient();
    await client.auth.token();
    answerLogin('fresh');
    answerOrders('fresh');
    await client.get({ path: '/orders' });
    expect(client.auth.logins).toBe(2);
  });

  it('ends after three tries with UnauthorizedError when Toast gives the same token', async () => {
    nock(host).persist().post(loginPath).reply(200, loginReply('refused'));
    const { tokens: used } = answerOrders('other');
    const { client } = createClient({ tokens: storedToken('refused') });
    const error = await errorOf(client.get({ path: '/orders', restaurantId: 'r1' }));
    expect(error).toBeInstanceOf(UnauthorizedError);
    expect(used).toEqual(['refused', 'refused', 'refused']);
    expect(client.auth.logins).toBe(1);

    await errorOf(client.get({ path: '/orders', restaurantId: 'r2' }));
    expect(client.auth.logins).toBe(1);
  });
});

describe('a login that Toast refuses', () => {
  it.each([400, 401, 403, 404])('with %i is a ConfigurationError', async (status) => {
    nock(host).post(loginPath).reply(status, { message: 'no', requestId: 'req-1' });
    const { client } = createClient();
    const error = await errorOf(client.get({ path: '/orders', restaurantId: 'r1' }));
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(error.message).toContain('req-1');
    expect((error as ConfigurationError).suggestion).toMatch(/clientId, clientSecret and domain/);
    expect(client.requests).toBe(1);
  });

  it('never shows the secret, not even when Toast repeats it', async () => {
    nock(host)
      .post(loginPath)
      .reply(401, { message: `cannot accept {"clientSecret":"${clientSecret}"}` });
    const { client } = createClient();
    const error = await errorOf(client.get({ path: '/orders' }));
    expect(error.message).toContain('cannot accept');
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain(clientSecret);
  });
});

describe('a login that does not work at once', () => {
  it.each<[string, nock.ReplyBody]>([
    ['is not JSON', '<html>busy</html>'],
    ['holds no token', { status: 'SUCCESS' }],
    ['is null', 'null'],
  ])('is repeated when the answer %s', async (_, body) => {
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

  it('is given up for a minute when it stays broken, however many requests need it', async () => {
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

  it('stops when the run is aborted', async () => {
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

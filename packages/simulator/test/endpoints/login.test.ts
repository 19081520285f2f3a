import { describe, expect, it } from 'vitest';
import {
  errorBody,
  login,
  LOGIN,
  logIn,
  send,
  start,
  TestClock,
  type LoginBody,
} from '../support/harness.js';

const RESTAURANTS = '/partners/v1/restaurants';

function claimsOf(token: string): Record<string, unknown> {
  const payload = token.split('.')[1] ?? '';
  return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
}

describe('The login endpoint', () => {
  it('answers in the form of the recorded response', async () => {
    const clock = new TestClock();
    const simulator = await start({ wallClock: clock.now });
    const answer = await login(simulator);
    const { accessToken } = (answer.body as LoginBody).token;

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      '@class': '.SuccessfulResponse',
      token: {
        tokenType: 'Bearer',
        scope: null,
        expiresIn: 86_400,
        accessToken,
        idToken: null,
        refreshToken: null,
      },
      status: 'SUCCESS',
    });
    expect(accessToken).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(claimsOf(accessToken)).toEqual({
      scope: 'orders:read restaurants:read',
      iat: clock.ms / 1000,
      exp: clock.ms / 1000 + 86_400,
      'https://toasttab.com/partner_guid': expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
    expect(answer.headers['x-toast-ratelimit-by']).toBeUndefined();
  });

  it.each([
    ['another client ID', { clientId: 'someone' }],
    ['another secret', { clientSecret: 'guess' }],
    ['another access type', { userAccessType: 'TOAST_HUMAN' }],
    ['no secret', { clientSecret: undefined }],
  ])('refuses %s', async (_, changes) => {
    const answer = await login(await start(), changes);
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(
      errorBody(answer, 401, 'The client ID, client secret or access type is wrong'),
    );
  });

  it('refuses a body that is not a JSON object', async () => {
    const simulator = await start();
    const broken = await send(simulator, LOGIN, { method: 'POST', body: '{"clientId":' });
    expect(broken.status).toBe(400);
    expect(broken.body).toEqual(errorBody(broken, 400, 'The body is not JSON'));
    expect((await send(simulator, LOGIN, { method: 'POST', body: 'null' })).status).toBe(401);
  });

  it('returns the same token until its last minute, then another; the old one stays valid', async () => {
    const clock = new TestClock();
    const simulator = await start({ wallClock: clock.now, tokenLifetimeSeconds: 3600 });
    const issued = async () => ((await login(simulator)).body as LoginBody).token;
    const authorised = async (token: string) =>
      (await send(simulator, RESTAURANTS, { headers: { Authorization: `Bearer ${token}` } }))
        .status;

    const first = await issued();
    expect(first.expiresIn).toBe(3600);
    clock.ms += 3_539_000;
    expect(await issued()).toEqual({ ...first, expiresIn: 61 });
    clock.ms += 1_000;
    const second = await issued();
    expect(second.expiresIn).toBe(3600);
    expect(second.accessToken).not.toBe(first.accessToken);

    clock.ms += 59_999;
    expect(await authorised(first.accessToken)).toBe(200);
    clock.ms += 1;
    expect(await authorised(first.accessToken)).toBe(401);
    expect(await authorised(second.accessToken)).toBe(200);
  });
});

describe('The authorization of a call', () => {
  it('fails without the word Bearer and a token signed by this server', async () => {
    const simulator = await start();
    const token = await logIn(simulator);
    const [header, payload, signature] = token.split('.');
    const forged = Buffer.from(JSON.stringify({ scope: 'x', exp: 9e12 })).toString('base64url');

    const answers = await Promise.all(
      [
        undefined,
        token,
        `bearer ${token}`,
        `Basic ${token}`,
        'Bearer',
        'Bearer nonsense',
        `Bearer ${header}.${forged}.${signature}`,
        `Bearer ${header}.${payload}.`,
      ].map((value) =>
        send(
          simulator,
          RESTAURANTS,
          value === undefined ? {} : { headers: { authorization: value } },
        ),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(401));
    const [missing] = answers;
    expect(missing?.body).toEqual(
      missing &&
        errorBody(
          missing,
          401,
          'The Authorization header must hold the word Bearer and an access token',
        ),
    );
  });

  it('succeeds with a valid token', async () => {
    const simulator = await start();
    const headers = { Authorization: `Bearer ${await logIn(simulator)}` };
    expect((await send(simulator, RESTAURANTS, { headers })).status).toBe(200);
  });

  it('is checked before everything except the path and the method', async () => {
    const simulator = await start();
    expect((await send(simulator, '/orders/v2/ordersBulk')).status).toBe(401);
    expect((await send(simulator, '/nowhere')).status).toBe(404);
    const answer = await send(simulator, LOGIN);
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe('POST');
  });
});

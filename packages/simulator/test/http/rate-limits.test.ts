import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/http/error-message.js';
import { RateLimiter } from '../../src/http/access/rate-limiter.js';
import {
  client,
  errorBody,
  login,
  NOW,
  start,
  TestClock,
  type Answer,
} from '../support/harness.js';
import { HARBOUR } from '../support/small-world.js';

const RESTAURANTS = '/partners/v1/restaurants';
const ORDERS = '/orders/v2/ordersBulk?businessDate=20260110&pageSize=1';
const NOW_SECONDS = NOW.getTime() / 1000;

function rates({ status, headers }: Answer) {
  return {
    status,
    by: headers['x-toast-ratelimit-by'],
    remaining: Number(headers['x-toast-ratelimit-remaining']),
    reset: Number(headers['x-toast-ratelimit-reset']),
  };
}

async function limited() {
  const clock = new TestClock();
  const simulator = await start({ rateLimits: true, wallClock: clock.now });
  return { clock, simulator, get: await client(simulator) };
}

/** One after the other, so that the last answer is that of the last request. */
async function repeat(times: number, request: () => Promise<Answer>): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let n = 0; n < times; n += 1) answers.push(await request());
  return answers;
}

describe("The simulator's rate limits", () => {
  it('allow 20 requests a second per location by the wall clock, with a reset time by the Date header', async () => {
    const { clock, get } = await limited();
    clock.ms += 250;
    const answers = await repeat(21, () => get(RESTAURANTS));
    expect(answers.slice(0, 20).map(rates)).toEqual(
      Array.from({ length: 20 }, (_, index) => ({
        status: 200,
        by: 'GLOBAL',
        remaining: 19 - index,
        reset: NOW_SECONDS + 1,
      })),
    );
    const refused = answers[20] as Answer;
    expect(rates(refused)).toEqual({
      status: 429,
      by: 'GLOBAL',
      remaining: 0,
      reset: NOW_SECONDS + 1,
    });
    expect(refused.headers['retry-after']).toBe('1');
    expect(refused.headers.date).toBe(NOW.toUTCString());
    expect(refused.body).toEqual(
      errorBody(refused, 429, 'Too many requests: 20 per 1 s. Try again in 1 s.'),
    );

    clock.ms += 749;
    expect((await get(RESTAURANTS)).status).toBe(429);
    expect((await get(RESTAURANTS, { 'Toast-Restaurant-External-ID': HARBOUR })).status).toBe(200);
    clock.ms += 1;
    expect((await get(RESTAURANTS)).status).toBe(200);
  });

  it('allow 5 calls of ordersBulk a second per location', async () => {
    const { clock, get } = await limited();
    const answers = await repeat(6, () => get(ORDERS));
    expect(answers.map(rates).map(({ status, by, remaining }) => [status, by, remaining])).toEqual([
      [200, 'ENDPOINT', 4],
      [200, 'ENDPOINT', 3],
      [200, 'ENDPOINT', 2],
      [200, 'ENDPOINT', 1],
      [200, 'ENDPOINT', 0],
      [429, 'ENDPOINT', 0],
    ]);
    expect((await get(ORDERS, { 'Toast-Restaurant-External-ID': HARBOUR })).status).toBe(200);
    expect((await get(RESTAURANTS)).status).toBe(200);
    clock.ms += 1_000;
    expect((await get(ORDERS)).status).toBe(200);
  });

  it('allow 10,000 requests in 15 minutes', () => {
    const clock = new TestClock();
    clock.ms = Math.ceil(clock.ms / 900_000) * 900_000;
    const limiter = new RateLimiter(clock.now);
    const claims = { scope: '', iat: 0, exp: 0, 'https://toasttab.com/partner_guid': 'partner' };
    const call = { header: () => HARBOUR, address: '127.0.0.1', now: NOW.getTime() };
    for (let n = 0; n < 10_000; n += 1) {
      limiter.admit(call, claims);
      if (n % 20 === 19) clock.ms += 1_000;
    }
    const refused = expect(() => limiter.admit(call, claims));
    refused.toThrow(
      new Refusal(429, 'Too many requests: 10000 per 900 s. Try again in 400 s.', {
        'X-Toast-RateLimit-By': 'GLOBAL',
        'X-Toast-RateLimit-Remaining': '0',
        'X-Toast-RateLimit-Reset': String(NOW_SECONDS + 400),
        'Retry-After': '400',
      }),
    );
    clock.ms += 400_000;
    expect(limiter.admit(call, claims)['X-Toast-RateLimit-Remaining']).toBe('19');
  });

  it('apply per network address when no location is named', async () => {
    const { get } = await limited();
    const noLocation = { 'Toast-Restaurant-External-ID': 'all' };
    await repeat(20, () => get(RESTAURANTS, noLocation));
    expect((await get(RESTAURANTS, { 'Toast-Restaurant-External-ID': '' })).status).toBe(429);
    expect((await get(RESTAURANTS)).status).toBe(200);
  });

  it('count refused scopes and bad requests, and send their headers with them', async () => {
    const { get } = await limited();
    const answer = await get('/orders/v2/ordersBulk');
    expect(rates(answer)).toMatchObject({ status: 400, by: 'ENDPOINT', remaining: 4 });
  });

  it('refuse the login only to a client that logs in with every call', async () => {
    const { simulator } = await limited();
    const answers = await repeat(120, () => login(simulator));
    // The client of `limited` logged in as well.
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(119);
    expect(answers.at(-1)?.status).toBe(429);
    expect(answers.at(-1)?.headers['retry-after']).toBe('3600');
    expect(answers.at(-1)?.headers['x-toast-ratelimit-by']).toBeUndefined();
    expect(simulator.stats().logins).toBe(120);
  });

  it('send no headers when they are off', async () => {
    const get = await client(await start({ rateLimits: false }));
    const answers = await repeat(30, () => get(ORDERS));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(answers[0]?.headers['x-toast-ratelimit-by']).toBeUndefined();
  });
});

import nock from 'nock';
import { beforeEach, describe, expect, it } from 'vitest';
import { RateLimitedError, RefusedError, TransientError } from '../../../src/errors.js';
import { retry } from '../../../src/toast/retry.js';
import { errorOf } from '../../support/error-of.js';
import { VirtualRuntime } from '../../support/virtual-runtime.js';
import { createClient, host, resetNetwork, startedAt, storedToken } from './support/client.js';

beforeEach(resetNetwork);

const request = { path: '/orders', restaurantId: 'r1' };

function answer(status: number, headers?: nock.ReplyHeaders): void {
  nock(host).get('/orders').reply(status, '[]', headers);
}

function connected() {
  return createClient({ tokens: storedToken() });
}

describe('retry after a temporary failure', () => {
  it('doubles the maximum delay each time', async () => {
    for (const status of [500, 502, 503, 504, 500, 200]) answer(status);
    const { client, runtime } = connected();
    expect((await client.get(request)).status).toBe(200);
    expect(runtime.slept).toEqual([250, 500, 1_000, 2_000, 4_000]);
  });

  it('throws the last error after six attempts', async () => {
    for (const status of [500, 500, 500, 500, 500, 502, 200]) answer(status);
    const { client } = connected();
    const error = await errorOf(client.get(request));
    expect(error).toBeInstanceOf(TransientError);
    expect(error.message).toContain('502');
    expect(client.requests).toBe(6);
  });

  it('waits a random part of the delay, up to the maximum delay', async () => {
    const runtime = new VirtualRuntime();
    const fractions = [0, 0.25, 0.999, 0.5];
    runtime.random = () => fractions.shift() ?? 1;
    const policy = { attempts: 8, firstDelayMs: 1_000, maxDelayMs: 5_000 };
    const fault = new TransientError('x', { endpoint: '/' });
    const attempt = () => Promise.reject(fault);
    const trying = retry(attempt, { policy, runtime, onRateLimited: () => undefined });
    expect(await errorOf(trying)).toBe(fault);
    expect(runtime.slept).toEqual([0, 500, 3_996, 2_500, 5_000, 5_000, 5_000]);
  });
});

describe('retry after a 429', () => {
  it('waits as long as Retry-After says', async () => {
    answer(429, { 'Retry-After': '7' });
    answer(200);
    const { client, runtime } = connected();
    await client.get(request);
    expect(runtime.now()).toBe(startedAt + 7_000);
  });

  it('waits until the date of Retry-After on Toast’s clock', async () => {
    const serverTime = Date.UTC(2026, 2, 1, 9);
    const at = (ms: number) => new Date(serverTime + ms).toUTCString();
    answer(429, { Date: at(0), 'Retry-After': at(20_000) });
    answer(200);
    const { client, runtime } = connected();
    await client.get(request);
    expect(runtime.now()).toBe(startedAt + 20_000);
  });

  it('waits until the reset on Toast’s clock if there is no Retry-After', async () => {
    const serverTime = Date.UTC(2026, 2, 1, 9);
    answer(429, {
      Date: new Date(serverTime).toUTCString(),
      'X-Toast-RateLimit-Reset': String(serverTime / 1000 + 12),
    });
    answer(200);
    const { client, runtime } = connected();
    await client.get(request);
    expect(runtime.now()).toBe(startedAt + 12_000);
  });

  it('backs off if the response gives no time', async () => {
    for (const status of [429, 429, 429, 200]) answer(status);
    const { client, runtime } = connected();
    await client.get(request);
    expect(runtime.now()).toBe(startedAt + 500 + 1_000 + 2_000);
  });

  it.each<nock.ReplyHeaders>([
    { 'Retry-After': '0' },
    { 'X-Toast-RateLimit-Reset': '1000' },
    { 'Retry-After': '-5' },
  ])('backs off if %o gives no time to wait', async (headers) => {
    for (let i = 0; i < 3; i++) answer(429, headers);
    answer(200);
    const { client, runtime } = connected();
    await client.get(request);
    expect(runtime.now()).toBe(startedAt + 500 + 1_000 + 2_000);
  });

  it('does not count a 429 as a failed attempt, however often it happens', async () => {
    for (let i = 0; i < 20; i++) answer(429, { 'Retry-After': '1' });
    for (let i = 0; i < 5; i++) answer(500);
    answer(200);
    const { client } = connected();
    expect((await client.get(request)).status).toBe(200);
  });

  it('delays other requests to the same location, not those to other locations', async () => {
    nock(host).get('/first').reply(429, '', { 'Retry-After': '60' });
    nock(host).get(/.*/).times(3).reply(200, '[]');
    let waits = () => undefined as void;
    const waiting = new Promise<void>((resolve) => (waits = resolve));
    const { client, runtime } = createClient({ tokens: storedToken(), onWait: () => waits() });
    const sentAt: Record<string, number> = {};
    const get = (path: string, restaurantId: string) => {
      const onSent = () => (sentAt[path] = runtime.now() - startedAt);
      return client.get({ path, restaurantId, onSent });
    };
    const first = get('/first', 'r1');
    await waiting;
    await Promise.all([first, get('/second', 'r1'), get('/third', 'r2')]);
    expect(sentAt['/first']).toBeGreaterThanOrEqual(60_000);
    expect(sentAt['/second']).toBeGreaterThanOrEqual(60_000);
    expect(sentAt['/third']).toBe(0);
  });

  it.each<[nock.ReplyHeaders, string]>([
    [{ 'Retry-After': '3601' }, '2026-03-01T01:00:01.000Z'],
    [{ 'Retry-After': '999999999' }, '2057-11-07T01:46:39.000Z'],
    [{ 'Retry-After': '1e300' }, '+275760-09-13T00:00:00.000Z'],
    [{ 'X-Toast-RateLimit-Reset': '2803680000' }, '2058-11-05T00:00:00.000Z'],
  ])('fails if %o asks for more than an hour, and says until when', async (headers, until) => {
    answer(429, headers);
    const { client, runtime } = connected();
    const error = await errorOf(client.get(request));
    expect(error).toBeInstanceOf(RateLimitedError);
    expect(error.message).toContain(`it asks to wait until ${until}`);
    expect(runtime.slept).toEqual([]);
  });

  it.each([
    ['900 seconds', 900_000, 9],
    ['a millisecond', 1, 245],
    ['no time', undefined, 245],
  ])('fails after two hours if it is told to wait %s each time', async (_, ms, expected) => {
    const runtime = new VirtualRuntime();
    const told = new RateLimitedError('x', { endpoint: '/', retryAfterMs: ms });
    let attempts = 0;
    const attempt = () => Promise.reject((attempts += 1) && told);
    const policy = { attempts: 6, firstDelayMs: 500, maxDelayMs: 30_000 };
    expect(await errorOf(retry(attempt, { policy, runtime, onRateLimited: () => undefined }))).toBe(
      told,
    );
    expect(attempts).toBe(expected);
    expect(runtime.now()).toBeLessThanOrEqual(2 * 60 * 60_000);
  });

  it('stops waiting at once when aborted', async () => {
    const run = new AbortController();
    const runtime = new VirtualRuntime();
    const told = new RateLimitedError('x', { endpoint: '/', retryAfterMs: 3_600_000 });
    const trying = retry(() => Promise.reject(told), {
      policy: { attempts: 1, firstDelayMs: 1, maxDelayMs: 1 },
      runtime,
      signal: run.signal,
      onRateLimited: () => run.abort(),
    });
    expect((await errorOf(trying)).name).toBe('AbortError');
    expect(runtime.now()).toBe(0);
  });
});

it('the client does not retry a request that Toast refuses', async () => {
  for (const status of [400, 403, 404, 409, 422]) {
    answer(status);
    const { client, runtime } = connected();
    expect(await errorOf(client.get(request))).toBeInstanceOf(RefusedError);
    expect(client.requests).toBe(1);
    expect(runtime.slept).toEqual([]);
  }
});

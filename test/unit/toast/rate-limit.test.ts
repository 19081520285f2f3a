import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Budget } from '../../../src/toast/budget.js';
import { RateLimiter, type LimitedEndpoint } from '../../../src/toast/rate-limit.js';
import { errorOf } from '../../support/error-of.js';
import { VirtualRuntime } from '../../support/virtual-runtime.js';

const second = 1_000;
const quarterHour = 15 * 60 * second;

/* If some slice of `slice` ms contained more than `limit` times, wherever slices start, two times that
   are `limit` apart in the list would be less than a slice apart. */
function expectWithin(times: readonly number[], limit: number, slice: number): void {
  for (let i = limit; i < times.length; i++) {
    expect((times[i] ?? 0) - (times[i - limit] ?? 0)).toBeGreaterThanOrEqual(slice);
  }
}

/** Waits until the next request can be sent and counts it, as the client does. */
async function acquire(
  limiter: RateLimiter,
  location: string | undefined,
  endpoint: LimitedEndpoint | undefined,
  signal?: AbortSignal,
): Promise<void> {
  do await limiter.ready(location, endpoint, signal);
  while (!limiter.take(location, endpoint));
}

/** Sends the requests of one worker in sequence, and records when each was sent. */
async function send(
  limiter: RateLimiter,
  runtime: VirtualRuntime,
  worker: readonly { pause: number; endpoint: LimitedEndpoint | undefined }[],
  sent: { at: number; endpoint: LimitedEndpoint | undefined }[],
): Promise<void> {
  for (const { pause, endpoint } of worker) {
    if (pause > 0) await runtime.sleep(pause);
    await acquire(limiter, 'r1', endpoint);
    sent.push({ at: runtime.now(), endpoint });
  }
}

const requests = fc.record({
  pause: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3_000 })),
  endpoint: fc.constantFrom<LimitedEndpoint | undefined>('ordersBulk', 'menus', undefined),
});

describe('RateLimiter', () => {
  it('never exceeds a limit in any slice, for any order of requests and blocks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(requests, { maxLength: 30 }), { minLength: 1, maxLength: 8 }),
        fc.array(fc.tuple(fc.nat(10_000), fc.nat(5_000)), { maxLength: 3 }),
        async (workers, blocks) => {
          const runtime = new VirtualRuntime();
          const limiter = new RateLimiter(runtime);
          const sent: { at: number; endpoint: LimitedEndpoint | undefined }[] = [];
          await Promise.all([
            ...workers.map((worker) => send(limiter, runtime, worker, sent)),
            ...blocks.map(async ([at, ms]) => {
              await runtime.sleep(at);
              limiter.block('r1', ms);
            }),
          ]);
          const times = (endpoint?: LimitedEndpoint) =>
            sent.filter((one) => !endpoint || one.endpoint === endpoint).map(({ at }) => at);
          expect(sent).toHaveLength(workers.flat().length);
          expectWithin(times(), 20, second);
          expectWithin(times('ordersBulk'), 5, second);
          expectWithin(times('menus'), 1, second);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('uses at least 95 % of the limit over a long run', async () => {
    const runtime = new VirtualRuntime();
    const limiter = new RateLimiter(runtime);
    const count = 6_000;
    for (let i = 0; i < count; i++) await acquire(limiter, 'r1', 'ordersBulk');
    const allowed = (runtime.now() / second) * 5;
    expect(count / allowed).toBeGreaterThan(0.95);
    expect(count / allowed).toBeLessThanOrEqual(1.01);
  });

  it('uses but does not exceed the limit per 15 minutes', async () => {
    const runtime = new VirtualRuntime();
    const limiter = new RateLimiter(runtime);
    const times: number[] = [];
    for (let i = 0; i < 25_000; i++) {
      await acquire(limiter, 'r1', undefined);
      times.push(runtime.now());
    }
    expectWithin([times[0] ?? 0, times[10_000] ?? 0, times[20_000] ?? 0], 1, quarterHour);
    expect(times[20_000]).toBeLessThan((2 * quarterHour) / 0.95);
  });
});

describe('RateLimiter: a blocked location', () => {
  it('waits until the block ends and stays within its limits afterwards', async () => {
    const runtime = new VirtualRuntime();
    const limiter = new RateLimiter(runtime);
    for (let i = 0; i < 5; i++) await acquire(limiter, 'r1', 'ordersBulk');
    limiter.block('r1', 10_000);
    const times: number[] = [];
    const waiting = Array.from({ length: 7 }, async () => {
      await acquire(limiter, 'r1', 'ordersBulk');
      times.push(runtime.now());
    });
    await Promise.all(waiting);
    expect(times).toHaveLength(7);
    expect(Math.min(...times)).toBe(10_000);
    expectWithin(times, 5, second);
  });

  it('does not delay other locations', async () => {
    const runtime = new VirtualRuntime();
    const limiter = new RateLimiter(runtime);
    limiter.block('r1', 60_000);
    await acquire(limiter, 'r2', 'ordersBulk');
    await acquire(limiter, undefined, undefined);
    expect(runtime.now()).toBe(0);
    await acquire(limiter, 'r1', 'ordersBulk');
    expect(runtime.now()).toBe(60_000);
  });

  it('stays blocked for the longer of two blocks', async () => {
    const runtime = new VirtualRuntime();
    const limiter = new RateLimiter(runtime);
    limiter.block('r1', 60_000);
    limiter.block('r1', 1_000);
    await acquire(limiter, 'r1', undefined);
    expect(runtime.now()).toBe(60_000);
  });
});

it('RateLimiter: a long queue for one endpoint does not delay other endpoints of the location', async () => {
  const runtime = new VirtualRuntime();
  const limiter = new RateLimiter(runtime);
  const queue = Array.from({ length: 100 }, () => acquire(limiter, 'r1', 'ordersBulk'));
  await acquire(limiter, 'r1', undefined);
  expect(runtime.now()).toBeLessThan(1_100);
  await Promise.all(queue);
});

it('RateLimiter: an aborted wait ends and counts no request', async () => {
  const runtime = new VirtualRuntime();
  const limiter = new RateLimiter(runtime);
  const run = new AbortController();
  for (let i = 0; i < 5; i++) await acquire(limiter, 'r1', 'ordersBulk');
  const waiting = Array.from({ length: 50 }, () =>
    errorOf(acquire(limiter, 'r1', 'ordersBulk', run.signal)),
  );
  run.abort();
  for (const { name } of await Promise.all(waiting)) expect(name).toBe('AbortError');
  await acquire(limiter, 'r1', 'ordersBulk');
  expect(runtime.now()).toBeLessThan(1_100);
});

describe('RateLimiter.learn', () => {
  const serverTime = Date.UTC(2026, 2, 1);
  const reset = String(serverTime / 1000 + 30);

  async function waitAfter(headers: Record<string, string>): Promise<number> {
    const runtime = new VirtualRuntime(5);
    const limiter = new RateLimiter(runtime);
    const body = Buffer.alloc(0);
    const answer = { status: 200, headers: new Headers(headers), body, serverTime, receivedAt: 5 };
    limiter.learn('r1', answer);
    await acquire(limiter, 'r1', undefined);
    return runtime.now() - 5;
  }

  it('blocks the location until the reset if no requests remain', async () => {
    const none = { 'X-Toast-RateLimit-Remaining': '0', 'X-Toast-RateLimit-Reset': reset };
    expect(await waitAfter({ ...none, 'X-Toast-RateLimit-By': 'GLOBAL' })).toBe(30_000);
    expect(await waitAfter(none)).toBe(30_000);
  });

  it.each([
    [{ 'X-Toast-RateLimit-Remaining': '1', 'X-Toast-RateLimit-Reset': reset }],
    [{ 'X-Toast-RateLimit-Remaining': '0' }],
    [{ 'X-Toast-RateLimit-Remaining': '0', 'X-Toast-RateLimit-Reset': 'soon' }],
    [{ 'X-Toast-RateLimit-Remaining': '0', 'X-Toast-RateLimit-Reset': '5' }],
    [{ 'X-Toast-RateLimit-Remaining': '0', 'X-Toast-RateLimit-Reset': '2803680000' }],
    [{ 'X-Toast-RateLimit-Remaining': '0', 'X-Toast-RateLimit-Reset': '1e400' }],
    [
      {
        'X-Toast-RateLimit-Remaining': '0',
        'X-Toast-RateLimit-Reset': reset,
        'X-Toast-RateLimit-By': 'ENDPOINT',
      },
    ],
    [{}],
  ])('does not block the location for %j', async (headers) => {
    expect(await waitAfter(headers as Record<string, string>)).toBe(0);
  });
});

describe('Budget', () => {
  it('allows `limit` requests per period over many periods', () => {
    const budget = new Budget(3, 100);
    for (let now = 0, i = 0; i < 1_000; i++) {
      now = budget.nextAt(now);
      budget.spend(now);
      expect(now).toBe(Math.floor(i / 3) * 100);
    }
  });
});

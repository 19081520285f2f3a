import pLimit from 'p-limit';
import { describe, expect, it } from 'vitest';
import { PageFetcher } from '../../../../src/extract/fetch/page-fetcher.js';
import { SpooledPages } from '../../../../src/extract/fetch/spooled-pages.js';
import { fetchPagedWindow } from '../../../../src/extract/fetch/fetch-paged-window.js';
import { clockPaddingMs } from '../../../../src/extract/plan/windows.js';
import type { Spool } from '../../../../src/extract/fetch/spool.js';
import { orders } from '../../../../src/resources/orders.js';
import { RateLimiter, Refusal, type Claims } from 'toast-simulator';
import type { HttpRequest } from '../../../../src/toast/transport.js';
import { scriptedClient, type Answer } from '../../../support/scripted-client.js';
import type { VirtualRuntime } from '../../../support/virtual-runtime.js';

const day = 24 * 60 * 60_000;
const startedAt = Date.UTC(2026, 2, 1);
const ordersBulk = { name: 'ordersBulk', by: 'ENDPOINT', requests: 5, sliceMs: 1_000 } as const;
const claims = { 'https://toasttab.com/partner_guid': 'a client' } as Claims;

const locationId = (i: number) => `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`;

interface History {
  readonly windows: number;
  readonly pages: number;
}

/**
 * Reads the history of several locations from an API that enforces Toast's limits and takes 200 ms to
 * answer. Returns, by location, how long that took in milliseconds and the statuses of the answers.
 */
async function readHistories(locations: number, { windows, pages }: History) {
  const statuses = new Map<string, number[]>();
  const durations = new Map<string, number>();
  let limiter: RateLimiter | undefined;
  const answer = (request: HttpRequest, runtime: VirtualRuntime): Answer => {
    limiter ??= new RateLimiter(() => runtime.now());
    const { restaurantId = '', url } = request;
    const answered = statuses.get(restaurantId) ?? [];
    statuses.set(restaurantId, answered);
    const call = { header: () => restaurantId, address: '', now: runtime.now() };
    try {
      const headers = limiter.admit(call, claims, ordersBulk);
      answered.push(200);
      const inHistory = Date.parse(url.searchParams.get('endDate') ?? '') < startedAt;
      const isLast = !inHistory || Number(url.searchParams.get('page')) >= pages;
      return { body: [], headers: isLast ? headers : { ...headers, Link: '<x>; rel="next"' } };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      answered.push(429);
      return { status: 429, body: {}, headers: error.headers };
    }
  };
  const { client, runtime } = scriptedClient(answer, startedAt, {
    concurrency: 64,
    latencyMs: 200,
  });
  const spool = { write: async () => '' } as unknown as Spool;
  const { signal } = new AbortController();
  const read = async (location: string, window: number) => {
    const fetcher = new PageFetcher(location, orders, { client, signal });
    const pages = new SpooledPages(orders, { spool, onPage: () => undefined });
    const end = startedAt - clockPaddingMs - window * day;
    await fetchPagedWindow(fetcher, pages, orders, 'createdDate', {
      window: { start: end - day, end },
      openEnded: false,
      serverNow: () => client.serverNow(),
    });
    durations.set(location, runtime.now() - startedAt);
  };
  const work = Array.from({ length: locations }, (_, i) => {
    const limit = pLimit(6);
    return Array.from({ length: windows }, (__, window) =>
      limit(() => read(locationId(i), window)),
    );
  });
  await Promise.all(work.flat());
  return { durations, statuses };
}

describe('reading histories under Toast’s rate limits', () => {
  it('gets no 429 and makes at least nine tenths of the requests that the limits allow', async () => {
    const { durations, statuses } = await readHistories(2, { windows: 12, pages: 20 });
    for (const [location, ms] of durations) {
      const answered = statuses.get(location) ?? [];
      expect(answered).not.toContain(429);
      expect(answered.length).toBeGreaterThanOrEqual(12 * 20);
      expect(answered.length / ((ms / 1000) * 5)).toBeGreaterThanOrEqual(0.9);
    }
  });

  it('takes at most a tenth longer for twenty locations than for one', async () => {
    const history = { windows: 6, pages: 8 };
    const alone = Math.max(...(await readHistories(1, history)).durations.values());
    const { durations, statuses } = await readHistories(20, history);
    expect(durations.size).toBe(20);
    expect([...statuses.values()].flat()).not.toContain(429);
    expect(Math.max(...durations.values())).toBeLessThanOrEqual(alone * 1.1);
  });
});

import pLimit from 'p-limit';
import { expect, it } from 'vitest';
import { PageFetcher } from '../../../src/extract/fetch/page-fetcher.js';
import { SpooledPages } from '../../../src/extract/fetch/spooled-pages.js';
import { clockPaddingMs, fetchPagedWindow } from '../../../src/extract/fetch/fetch-paged-window.js';
import type { Spool } from '../../../src/extract/fetch/spool.js';
import { orders } from '../../../src/resources/orders.js';
import { Refusal } from 'toast-simulator';
import { RateLimiter } from 'toast-simulator';
import type { Claims } from 'toast-simulator';
import type { HttpRequest } from '../../../src/toast/transport.js';
import { scriptedClient, type Answer } from '../../support/scripted-client.js';
import type { VirtualRuntime } from '../../support/virtual-runtime.js';

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
 * Reads the history of some locations from an API that keeps Toast's limits and takes 200 ms for an
 * answer. Gives how long that took for each, and what was answered, by location.
 */
async function readHistories(locations: number, { windows, pages }: History) {
  const statuses = new Map<string, number[]>();
  const ended = new Map<string, number>();
  let limiter: RateLimiter | undefined;
  const answer = (request: HttpRequest, runtime: VirtualRuntime): Answer => {
    limiter ??= new RateLimiter(() => runtime.now());
    const { restaurantId = '', url } = request;
    const own = statuses.get(restaurantId) ?? [];
    statuses.set(restaurantId, own);
    const call = { header: () => restaurantId, address: '', now: runtime.now() };
    try {
      const headers = limiter.admit(call, claims, ordersBulk);
      own.push(200);
      const inHistory = Date.parse(url.searchParams.get('endDate') ?? '') < startedAt;
      const last = !inHistory || Number(url.searchParams.get('page')) >= pages;
      return { body: [], headers: last ? headers : { ...headers, Link: '<x>; rel="next"' } };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      own.push(429);
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
    await fetchPagedWindow(
      fetcher,
      pages,
      orders,
      'createdDate',
      { start: end - day, end },
      {
        serverNow: () => client.serverNow(),
        sleep: (ms) => runtime.sleep(ms),
      },
    );
    ended.set(location, runtime.now() - startedAt);
  };
  const work = Array.from({ length: locations }, (_, i) => {
    const limit = pLimit(6);
    return Array.from({ length: windows }, (__, window) =>
      limit(() => read(locationId(i), window)),
    );
  });
  await Promise.all(work.flat());
  return { ended, statuses };
}

it('a history is read without a 429, with at least nine tenths of the requests that the limits allow', async () => {
  const { ended, statuses } = await readHistories(2, { windows: 12, pages: 20 });
  for (const [location, ms] of ended) {
    const own = statuses.get(location) ?? [];
    expect(own).not.toContain(429);
    expect(own.length).toBeGreaterThanOrEqual(12 * 20);
    expect(own.length / ((ms / 1000) * 5)).toBeGreaterThanOrEqual(0.9);
  }
});

it('twenty locations take at most a tenth longer than one', async () => {
  const history = { windows: 6, pages: 8 };
  const alone = Math.max(...(await readHistories(1, history)).ended.values());
  const { ended, statuses } = await readHistories(20, history);
  expect(ended.size).toBe(20);
  expect([...statuses.values()].flat()).not.toContain(429);
  expect(Math.max(...ended.values())).toBeLessThanOrEqual(alone * 1.1);
});

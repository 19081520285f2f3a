import type { Runtime } from '../runtime.js';
import { Budget } from './budget.js';
import { longestWaitMs } from './retry.js';
import type { HttpResponse } from './transport.js';

/** Names the endpoints that have their own rate limits. */
export type LimitedEndpoint = 'ordersBulk' | 'menus';

/* A little more than a second, because one request can take longer to arrive than the next. */
const secondMs = 1_050;
const quarterHourMs = 15 * 60 * 1_000;

/** Toast's limits per client and location, or per IP address for requests without a location (guide: apiRateLimiting). */
const limits = {
  perSecond: 20,
  perQuarterHour: 10_000,
  endpoints: { ordersBulk: 5, menus: 1 } satisfies Record<LimitedEndpoint, number>,
};

interface Location {
  budgets: Budget[];
  endpoints: Map<LimitedEndpoint, Budget>;
  /** Epoch milliseconds. */
  blockedUntil: number;
}

/** Uses Toast's rate limits fully without exceeding them. Locations do not delay each other. */
export class RateLimiter {
  readonly #locations = new Map<string, Location>();

  constructor(private readonly runtime: Runtime) {}

  /** Resolves when the next request to the location can be sent. Rejects if `signal` aborts. */
  async ready(
    location: string | undefined,
    endpoint: LimitedEndpoint | undefined,
    signal?: AbortSignal,
  ): Promise<void> {
    for (;;) {
      const wait = this.#wait(location, endpoint);
      if (wait === 0) return;
      await this.runtime.sleep(wait, signal);
    }
  }

  /**
   * Counts a request that is sent now and returns true. Returns false, and counts nothing, if the
   * request cannot be sent yet: another request was sent since `ready` resolved, or a busy process
   * woke up late and two requests would be closer together than planned.
   */
  take(location: string | undefined, endpoint: LimitedEndpoint | undefined): boolean {
    if (this.#wait(location, endpoint) > 0) return false;
    for (const budget of this.#budgets(location, endpoint)) budget.spend(this.runtime.now());
    return true;
  }

  /* Returns the milliseconds until a request can be sent. */
  #wait(location: string | undefined, endpoint: LimitedEndpoint | undefined): number {
    const now = this.runtime.now();
    const { blockedUntil } = this.#location(location);
    const budgets = this.#budgets(location, endpoint);
    return Math.max(blockedUntil, ...budgets.map((budget) => budget.nextAt(now)), now) - now;
  }

  #budgets(location: string | undefined, endpoint: LimitedEndpoint | undefined): Budget[] {
    const state = this.#location(location);
    return endpoint === undefined
      ? state.budgets
      : [...state.budgets, endpointBudget(state, endpoint)];
  }

  /** Blocks all requests to the location for `ms` milliseconds, as a 429 demands. */
  block(location: string | undefined, ms: number): void {
    const state = this.#location(location);
    state.blockedUntil = Math.max(state.blockedUntil, this.runtime.now() + ms);
  }

  /**
   * Reads the rate-limit headers of a response, and blocks the location until the end of the slice if
   * no requests remain in it.
   */
  learn(location: string | undefined, { headers, serverTime, receivedAt }: HttpResponse): void {
    if (headers.get('x-toast-ratelimit-remaining') !== '0') return;
    const reset = Number(headers.get('x-toast-ratelimit-reset') ?? Number.NaN);
    if (Number.isNaN(reset) || headers.get('x-toast-ratelimit-by')?.startsWith('ENDPOINT')) return;
    const ms = reset * 1000 - (serverTime ?? receivedAt);
    /* An answer that cannot be right must not end all requests to the location. */
    if (ms <= longestWaitMs) this.block(location, ms);
  }

  #location(location: string | undefined): Location {
    const key = location ?? '';
    let state = this.#locations.get(key);
    if (state === undefined) {
      state = {
        budgets: [
          new Budget(limits.perSecond, secondMs),
          new Budget(limits.perQuarterHour, quarterHourMs),
        ],
        endpoints: new Map(),
        blockedUntil: 0,
      };
      this.#locations.set(key, state);
    }
    return state;
  }
}

function endpointBudget(state: Location, endpoint: LimitedEndpoint): Budget {
  let budget = state.endpoints.get(endpoint);
  if (budget === undefined) {
    budget = new Budget(limits.endpoints[endpoint], secondMs);
    state.endpoints.set(endpoint, budget);
  }
  return budget;
}

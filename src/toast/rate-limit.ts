import type { Runtime } from '../runtime.js';
import { Budget } from './budget.js';
import type { HttpResponse } from './transport.js';

/** An endpoint with a limit of its own. */
export type LimitedEndpoint = 'ordersBulk' | 'menus';

/* A slice's edge and a request can pass each other on the network, hence a little more than 1 s. */
const second = 1_050;
const quarterHour = 15 * 60 * 1_000;

/** Guide, apiRateLimiting: per client and location; without a location, per address. */
const limits = {
  perSecond: 20,
  perQuarterHour: 10_000,
  endpoints: { ordersBulk: 5, menus: 1 } satisfies Record<LimitedEndpoint, number>,
};

interface Location {
  budgets: Budget[];
  endpoints: Map<LimitedEndpoint, Budget>;
  blockedUntil: number;
}

/** Spends Toast's rate limits fully and never overruns them; locations do not slow each other. */
export class RateLimiter {
  readonly #locations = new Map<string, Location>();

  constructor(private readonly runtime: Runtime) {}

  /** Resolves when the next request to the location may be sent. Rejects when `signal` aborts. */
  async acquire(
    location: string | undefined,
    endpoint: LimitedEndpoint | undefined,
    signal?: AbortSignal,
  ): Promise<void> {
    const state = this.#location(location);
    const budgets = [...state.budgets];
    if (endpoint !== undefined) budgets.push(endpointBudget(state, endpoint));
    /* Counted when it is sent, not when it was meant to be: a busy process wakes up late, and two
       requests that were a second apart in the plan can be less than that on the wire. */
    for (;;) {
      const now = this.runtime.now();
      const at = Math.max(state.blockedUntil, ...budgets.map((budget) => budget.nextAt(now)));
      if (at <= now) break;
      await this.runtime.sleep(at - now, signal);
    }
    for (const budget of budgets) budget.spend(this.runtime.now());
  }

  /** Holds all requests to the location back for `ms` milliseconds, as a 429 asks. */
  block(location: string | undefined, ms: number): void {
    const state = this.#location(location);
    state.blockedUntil = Math.max(state.blockedUntil, this.runtime.now() + ms);
  }

  /** Learns from an answer's headers: when nothing remains, waits for the slice to end. */
  learn(location: string | undefined, { headers, serverTime, receivedAt }: HttpResponse): void {
    if (headers.get('x-toast-ratelimit-remaining') !== '0') return;
    const reset = Number(headers.get('x-toast-ratelimit-reset') ?? Number.NaN);
    if (Number.isNaN(reset) || headers.get('x-toast-ratelimit-by')?.startsWith('ENDPOINT')) return;
    this.block(location, reset * 1000 - (serverTime ?? receivedAt));
  }

  #location(location: string | undefined): Location {
    const key = location ?? '';
    let state = this.#locations.get(key);
    if (state === undefined) {
      state = {
        budgets: [
          new Budget(limits.perSecond, second),
          new Budget(limits.perQuarterHour, quarterHour),
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
    budget = new Budget(limits.endpoints[endpoint], second);
    state.endpoints.set(endpoint, budget);
  }
  return budget;
}

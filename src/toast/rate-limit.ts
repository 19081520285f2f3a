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
   * Counts a request that is sent now. `false` when it may not be sent yet, and is not counted:
   * another was faster since `ready`, or a busy process woke up late, and two requests that were a
   * second apart in the plan would be less than that on the wire.
   */
  take(location: string | undefined, endpoint: LimitedEndpoint | undefined): boolean {
    if (this.#wait(location, endpoint) > 0) return false;
    for (const budget of this.#budgets(location, endpoint)) budget.spend(this.runtime.now());
    return true;
  }

  /* Milliseconds until a request may be sent. */
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

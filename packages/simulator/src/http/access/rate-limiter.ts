import type { WallClock } from '../../common/clock.js';
import type { Call } from '../call.js';
import type { Limit } from '../endpoint.js';
import { Refusal } from '../error-message.js';
import { locationGuid } from '../location.js';
import { decide, type Decision, type Usage } from './limits.js';
import type { Claims } from './tokens.js';

type LimitedCall = Pick<Call, 'header' | 'address' | 'now'>;

const GENERAL: readonly [Limit, Limit] = [
  { name: 'second', by: 'GLOBAL', requests: 20, sliceMs: 1_000 },
  { name: 'quarter hour', by: 'GLOBAL', requests: 10_000, sliceMs: 15 * 60_000 },
];

/**
 * Counts the requests of each client per location when the call names one, otherwise per network
 * address (developer guide, "Rate limiting"). Slices follow the wall clock even while the world's
 * clock is frozen, or a client could never wait for the next slice.
 */
export class RateLimiter {
  readonly #wallClock: WallClock;
  readonly #usage = new Map<string, Usage>();

  constructor(wallClock: WallClock) {
    this.#wallClock = wallClock;
  }

  /**
   * Counts a call with a token and returns the rate limit headers of its answer. Throws a 429 with
   * these headers and `Retry-After` when a limit is exhausted.
   */
  admit(call: LimitedCall, claims: Claims, endpointLimit?: Limit): Record<string, string> {
    const client = claims['https://toasttab.com/partner_guid'];
    const decision = this.#decide(
      `${client} ${locationGuid(call) ?? call.address}`,
      endpointLimit ? [endpointLimit, ...GENERAL] : GENERAL,
    );
    const headers = {
      'X-Toast-RateLimit-By': decision.limit.by,
      'X-Toast-RateLimit-Remaining': String(decision.remaining),
      'X-Toast-RateLimit-Reset': String(Math.ceil((call.now + decision.resetInMs) / 1000)),
    };
    if (!decision.allowed) throw tooMany(decision, headers);
    return headers;
  }

  /** Counts a call without a token by its network address. Its answer has no rate limit headers. */
  admitUnnamed(call: LimitedCall, limit: Limit): void {
    const decision = this.#decide(call.address, [limit]);
    if (!decision.allowed) throw tooMany(decision, {});
  }

  #decide(key: string, limits: readonly [Limit, ...Limit[]]): Decision {
    const { usage, decision } = decide(this.#usage.get(key) ?? {}, limits, this.#wallClock());
    this.#usage.set(key, usage);
    return decision;
  }
}

function tooMany(decision: Decision, headers: Record<string, string>): Refusal {
  const seconds = Math.ceil(decision.resetInMs / 1000);
  return new Refusal(
    429,
    `Too many requests: ${decision.limit.requests} per ${decision.limit.sliceMs / 1000} s. ` +
      `Try again in ${seconds} s.`,
    { ...headers, 'Retry-After': String(seconds) },
  );
}

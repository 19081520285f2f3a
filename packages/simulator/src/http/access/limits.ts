import type { EpochMillis } from '../../common/clock.js';
import type { Limit } from '../endpoint.js';

/** The used part of each limit's current slice, by the limit's name. */
export type Usage = Readonly<Record<string, { readonly slice: number; readonly used: number }>>;

export interface Decision {
  readonly allowed: boolean;
  /** The limit that refused, or the one that will refuse first. */
  readonly limit: Limit;
  /** Requests left in the limit's slice after this one. */
  readonly remaining: number;
  /** Milliseconds until the limit's next slice begins. */
  readonly resetInMs: number;
}

/**
 * Decides whether all limits together allow a request.
 *
 * A refused request does not count (Toast does not say; unconfirmed). Among several limits that
 * refuse, the one with the longest wait is named, so that a client that waits for it can go on.
 */
export function decide(
  usage: Usage,
  limits: readonly [Limit, ...Limit[]],
  now: EpochMillis,
): { readonly usage: Usage; readonly decision: Decision } {
  const [first, ...others] = limits.map((limit) => {
    const slice = Math.floor(now / limit.sliceMs);
    const current = usage[limit.name];
    const used = current?.slice === slice ? current.used : 0;
    const resetInMs = (slice + 1) * limit.sliceMs - now;
    return { limit, slice, used, left: limit.requests - used, resetInMs };
  }) as [Standing, ...Standing[]];

  const refusing = [first, ...others].filter(({ left }) => left <= 0);
  if (refusing.length > 0) {
    const { limit, resetInMs } = refusing.reduce((a, b) => (b.resetInMs > a.resetInMs ? b : a));
    return { usage, decision: { allowed: false, limit, remaining: 0, resetInMs } };
  }

  const tightest = others.reduce((a, b) => (b.left < a.left ? b : a), first);
  const taken = [first, ...others].map(({ limit, slice, used }) => [
    limit.name,
    { slice, used: used + 1 },
  ]);
  return {
    usage: { ...usage, ...Object.fromEntries(taken) },
    decision: {
      allowed: true,
      limit: tightest.limit,
      remaining: tightest.left - 1,
      resetInMs: tightest.resetInMs,
    },
  };
}

interface Standing {
  readonly limit: Limit;
  readonly slice: number;
  readonly used: number;
  readonly left: number;
  readonly resetInMs: number;
}

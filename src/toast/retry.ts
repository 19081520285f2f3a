import { RateLimitedError, TransientError } from '../errors.js';
import type { Runtime } from '../runtime.js';

export interface RetryPolicy {
  /** Tries in all for transient faults; being told to wait (429) does not count. */
  attempts: number;
  firstDelayMs: number;
  longestDelayMs: number;
}

export const defaultRetryPolicy: RetryPolicy = {
  attempts: 6,
  firstDelayMs: 500,
  longestDelayMs: 30_000,
};

export interface RetryOptions {
  policy: RetryPolicy;
  runtime: Runtime;
  signal?: AbortSignal | undefined;
  /** Called with the wait that a 429 asks for, so that others of that location wait too. */
  onRateLimited: (ms: number) => void;
}

/**
 * Calls `attempt` until it succeeds: again after transient faults, with exponential back-off and
 * full jitter (guide: apiHandlingDowntimes), and after being told to wait, for as long as told.
 * @throws the last TransientError, or any other error at once.
 */
export async function retry<T>(
  attempt: () => Promise<T>,
  { policy, runtime, signal, onRateLimited }: RetryOptions,
): Promise<T> {
  let failures = 0;
  let waits = 0;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (error instanceof RateLimitedError) {
        /* Told to wait no time at all, it would ask again at once and be told the same. */
        const ms = error.retryAfterMs || backOff(policy, waits++, 1);
        onRateLimited(ms);
        await runtime.sleep(ms, signal);
      } else if (error instanceof TransientError && ++failures < policy.attempts) {
        await runtime.sleep(backOff(policy, failures - 1, runtime.random()), signal);
      } else {
        throw error;
      }
    }
  }
}

function backOff(policy: RetryPolicy, exponent: number, fraction: number): number {
  return fraction * Math.min(policy.longestDelayMs, policy.firstDelayMs * 2 ** exponent);
}

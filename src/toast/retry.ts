import { RateLimitedError, TransientError, type ApiError } from '../errors.js';
import type { Runtime } from '../runtime.js';

/** Sets how often and how fast to retry; delays in milliseconds. */
export interface RetryPolicy {
  /** Maximum number of attempts that end in a temporary failure; a 429 does not count. */
  attempts: number;
  firstDelayMs: number;
  maxDelayMs: number;
}

/** Allows six attempts, with up to 15.5 seconds of delays between them. */
export const defaultRetryPolicy: RetryPolicy = {
  attempts: 6,
  firstDelayMs: 500,
  maxDelayMs: 30_000,
};

/**
 * Longest wait in milliseconds that an answer of Toast can ask for. Its longest period of limits is
 * an hour, for logins (guide: apiAuthenticationRateLimit).
 */
export const longestWaitMs = 60 * 60_000;

/* Limits of a location end within a quarter of an hour, also if others use the same credentials. */
const longestTotalWaitMs = 2 * longestWaitMs;

/* Toast gives whole seconds. */
const shortestWaitMs = 1_000;

/** Configures `retry`. */
export interface RetryOptions {
  policy: RetryPolicy;
  runtime: Runtime;
  signal?: AbortSignal | undefined;
  /** Called with the milliseconds to wait after a 429, so that other requests to the location wait too. */
  onRateLimited: (ms: number) => void;
  /** Called before each wait, with its milliseconds and the error that it follows. */
  onWait?: ((ms: number, cause: ApiError) => void) | undefined;
}

/**
 * Calls `attempt` until it succeeds. After a temporary failure it waits with exponential back-off and
 * full jitter (guide: apiHandlingDowntimes), after a 429 for as long as Toast says.
 * @throws the last TransientError when the attempts are used up, RateLimitedError when Toast asks for
 *   a wait beyond all its limits, and any other error immediately.
 */
export async function retry<T>(
  attempt: () => Promise<T>,
  { policy, runtime, signal, onRateLimited, onWait }: RetryOptions,
): Promise<T> {
  let failures = 0;
  let rateLimited = 0;
  let waitedMs = 0;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (error instanceof RateLimitedError) {
        /* Without a wait, the request would be sent again at once and get the same answer. */
        const told = error.retryAfterMs ?? 0;
        const ms = told >= shortestWaitMs ? told : backOff(policy, rateLimited++, 1);
        waitedMs += ms;
        if (ms > longestWaitMs || waitedMs > longestTotalWaitMs) throw error;
        onRateLimited(ms);
        onWait?.(ms, error);
        await runtime.sleep(ms, signal);
      } else if (error instanceof TransientError && ++failures < policy.attempts) {
        const ms = backOff(policy, failures - 1, runtime.random());
        onWait?.(ms, error);
        await runtime.sleep(ms, signal);
      } else {
        throw error;
      }
    }
  }
}

function backOff(policy: RetryPolicy, exponent: number, fraction: number): number {
  return fraction * Math.min(policy.maxDelayMs, policy.firstDelayMs * 2 ** exponent);
}

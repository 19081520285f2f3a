import type { Runtime } from '../runtime.js';

export interface RetryOptions {
  readonly waitMs: number;
  readonly runtime: Runtime;
  readonly signal: AbortSignal;
  readonly isConflict: (error: unknown) => boolean;
  /** Called before each pause. */
  readonly onConflict: () => void;
}

/* Publishers that meet wait for times that differ, and longer each time. */
const firstPauseMs = 500;
const longestPauseMs = 15_000;

/* Two publishers that meet need a few attempts, also if nobody asked to wait. */
const shortestWaitMs = 60_000;

/**
 * Runs `attempt`, and again while it fails because of what others committed meanwhile.
 * @throws what `attempt` throws, also the last conflict when the wait is over; the signal's reason.
 */
export async function retryConflicts<T>(
  attempt: () => Promise<T>,
  { waitMs, runtime, signal, isConflict, onConflict }: RetryOptions,
): Promise<T> {
  const deadline = runtime.now() + Math.max(waitMs, shortestWaitMs);
  for (let count = 0; ; count += 1) {
    signal.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      const left = deadline - runtime.now();
      if (!isConflict(error) || left <= 0) throw error;
      onConflict();
      const longest = Math.min(firstPauseMs * 2 ** count, longestPauseMs);
      await runtime.sleep(Math.min(longest * (0.5 + runtime.random() / 2), left), signal);
    }
  }
}

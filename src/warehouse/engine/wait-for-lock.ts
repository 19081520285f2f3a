import { DatabaseLockedError } from '../../errors.js';
import type { Runtime } from '../../runtime.js';

export interface WaitOptions {
  /** How long to wait for other processes, in milliseconds; 0 does not wait. */
  waitMs: number;
  runtime: Runtime;
  /** Aborting it ends the wait with its reason. */
  signal?: AbortSignal | undefined;
  /** Called before the first pause, and whenever another process holds the lock. */
  onLocked: (error: DatabaseLockedError) => void;
}

/* A lock can only be tried, not waited for: often enough to find a gap between two readers, seldom
   enough to cost nothing, and at random so that several processes that wait do not keep meeting. */
const minPauseMs = 250;
const maxPauseMs = 1_000;

/**
 * Calls `open`, and calls it again while another process holds the lock.
 * @throws DatabaseLockedError, which names the holder, when the wait is over; the signal's reason;
 *   whatever else `open` throws.
 */
export async function waitForLock<T>(
  open: () => Promise<T>,
  { waitMs, runtime, signal, onLocked }: WaitOptions,
): Promise<T> {
  const deadline = runtime.now() + waitMs;
  let reported: string | undefined;
  for (;;) {
    signal?.throwIfAborted();
    try {
      return await open();
    } catch (error) {
      const left = deadline - runtime.now();
      if (!(error instanceof DatabaseLockedError) || left <= 0) throw error;
      if (reported !== error.message) onLocked(error);
      reported = error.message;
      const pause = minPauseMs + runtime.random() * (maxPauseMs - minPauseMs);
      await runtime.sleep(Math.min(pause, left), signal);
    }
  }
}

import { DatabaseLockedError } from '../errors.js';
import type { Runtime } from '../runtime.js';
import { Warehouse, type OpenOptions } from './warehouse.js';

export interface PatientOpenOptions extends OpenOptions {
  /** How long to wait for other processes, in milliseconds; 0 does not wait. */
  waitMs: number;
  runtime: Runtime;
  /** Aborting it ends the wait with its reason. */
  signal?: AbortSignal | undefined;
  /** Told before the first pause, and whenever another process is in the way. */
  onBusy: (error: DatabaseLockedError) => void;
}

/* A lock cannot be waited for, only tried: often enough to find a gap between two readers, seldom
   enough to cost nothing; at random, so that several who wait do not keep meeting. */
const shortestPauseMs = 250;
const longestPauseMs = 1_000;

/**
 * Opens the database as `Warehouse.open` does, and waits while other processes hold it.
 * @throws DatabaseLockedError, naming who holds it, when the wait was in vain; the signal's reason;
 *   what `Warehouse.open` throws.
 */
export async function openWhenFree(path: string, options: PatientOpenOptions): Promise<Warehouse> {
  const { mode, lean = false, waitMs, runtime, signal, onBusy } = options;
  const deadline = runtime.now() + waitMs;
  let told: string | undefined;
  for (;;) {
    signal?.throwIfAborted();
    try {
      return await Warehouse.open(path, { mode, lean });
    } catch (error) {
      const left = deadline - runtime.now();
      if (!(error instanceof DatabaseLockedError) || left <= 0) throw error;
      if (told !== error.message) onBusy(error);
      told = error.message;
      const pause = shortestPauseMs + runtime.random() * (longestPauseMs - shortestPauseMs);
      await runtime.sleep(Math.min(pause, left), signal);
    }
  }
}

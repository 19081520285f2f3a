import { setImmediate } from 'node:timers/promises';
import type { Runtime } from '../../src/runtime.js';

/**
 * One clock for a client and a simulator: it goes as the machine's does, but whenever the client
 * sleeps, the time is over at once, for the simulator too.
 */
export class SharedClock {
  #skipped: number;
  readonly #sleepers = new Set<{ at: number; wake: () => void }>();

  /** @param startAt The machine's clock unless given, epoch milliseconds. */
  constructor(startAt = Date.now()) {
    this.#skipped = startAt - Date.now();
  }

  /** Epoch milliseconds. */
  readonly now = (): number => Date.now() + this.#skipped;

  /** What the client takes from the world. */
  readonly runtime: Runtime = {
    now: this.now,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      this.#skipped += ms;
      for (const sleeper of this.#sleepers) if (sleeper.at <= this.now()) sleeper.wake();
      await setImmediate();
    },
    random: Math.random,
  };

  /** Resolves when so many milliseconds are over, or were skipped. */
  readonly sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const end = (settle: () => void) => () => {
        clearTimeout(timer);
        this.#sleepers.delete(sleeper);
        settle();
      };
      const sleeper = { at: this.now() + ms, wake: end(resolve) };
      const timer = setTimeout(sleeper.wake, ms);
      signal?.addEventListener(
        'abort',
        end(() => reject(signal.reason)),
        { once: true },
      );
      this.#sleepers.add(sleeper);
    });
}

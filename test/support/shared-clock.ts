import { setImmediate } from 'node:timers/promises';
import type { Runtime } from '../../src/runtime.js';

/**
 * One virtual clock for a client and a simulator, so that nothing depends on how fast the machine
 * is: whenever the client sleeps, the time has passed at once, for the simulator too.
 */
export class SharedClock {
  #now: number;
  readonly #tickMs: number;
  readonly #sleepers = new Set<{ at: number; wake: () => void }>();

  /**
   * @param startAt Epoch milliseconds.
   * @param tickMs How far each reading moves the clock: 0 lets it stand still between sleeps.
   */
  constructor(startAt: number, tickMs = 0) {
    this.#now = startAt;
    this.#tickMs = tickMs;
  }

  /** Epoch milliseconds. */
  readonly now = (): number => (this.#now += this.#tickMs);

  /** What the client takes from the world. */
  readonly runtime: Runtime = {
    now: this.now,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      this.#pass(this.#now + ms);
      await setImmediate();
    },
    random: () => 0.5,
  };

  /**
   * Sleeps of the simulator: over when the client has slept past their end. A client that waits for
   * the simulator does not sleep, so the machine's timer ends them too.
   */
  readonly sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const end = (settle: () => void) => () => {
        clearTimeout(timer);
        this.#sleepers.delete(sleeper);
        settle();
      };
      const sleeper = { at: this.#now + ms, wake: end(resolve) };
      const timer = setTimeout(() => this.#pass(sleeper.at), ms);
      signal?.addEventListener(
        'abort',
        end(() => reject(signal.reason)),
        { once: true },
      );
      this.#sleepers.add(sleeper);
    });

  #pass(instant: number): void {
    this.#now = Math.max(this.#now, instant);
    for (const sleeper of this.#sleepers) if (sleeper.at <= this.#now) sleeper.wake();
  }
}

import { setTimeout as delay } from 'node:timers/promises';

/** Provides time and randomness, so that tests can replace them. */
export interface Runtime {
  /** Returns the current time in epoch milliseconds. */
  now(): number;
  /** Resolves after `ms` milliseconds. Rejects immediately with the abort reason if `signal` aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Returns a number in [0, 1). */
  random(): number;
}

/** Reads the machine's clock and its pseudorandom numbers. */
export const systemRuntime: Runtime = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    delay(ms, undefined, { signal }).catch((error: unknown) => {
      throw signal?.reason ?? error;
    }),
  random: () => Math.random(),
};

/** Returns a runtime whose clock is `behindMs()` milliseconds behind. */
export function delayedRuntime(runtime: Runtime, behindMs: () => number): Runtime {
  return { ...runtime, now: () => runtime.now() - behindMs() };
}

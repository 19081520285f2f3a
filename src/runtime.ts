import { setTimeout as delay } from 'node:timers/promises';

/** What a program takes from the world besides files and network, so that tests can give their own. */
export interface Runtime {
  /** Epoch milliseconds. */
  now(): number;
  /** Resolves after `ms` milliseconds; rejects at once with the reason when `signal` aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** A number in [0, 1). */
  random(): number;
}

export const systemRuntime: Runtime = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    delay(ms, undefined, { signal }).catch((error: unknown) => {
      throw signal?.reason ?? error;
    }),
  random: () => Math.random(),
};

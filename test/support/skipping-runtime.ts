import { setImmediate } from 'node:timers/promises';
import type { Runtime } from '../../src/runtime.js';

/** The machine's clock, but for sleeps: they are over at once, and the clock is that much later. */
export function skippingRuntime(): Runtime {
  let skipped = 0;
  return {
    now: () => Date.now() + skipped,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      skipped += ms;
      await setImmediate();
    },
    random: () => Math.random(),
  };
}

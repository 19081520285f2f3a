import { exitCodes, InterruptedError } from '../errors.js';

const signals = ['SIGINT', 'SIGTERM'] as const;

/** Represents a running listener for Ctrl-C and SIGTERM. */
export interface Interrupt {
  readonly signal: AbortSignal;
  /** Removes the listener. */
  release(): void;
}

/**
 * Returns a signal that aborts on Ctrl-C or SIGTERM, with an InterruptedError as its reason, so that
 * work can stop cleanly. Calls `announce` first. A second Ctrl-C ends the process at once.
 */
export function onInterrupt(announce: () => void): Interrupt {
  const controller = new AbortController();
  const listener = () => {
    if (controller.signal.aborted) process.exit(exitCodes.partial);
    announce();
    controller.abort(
      new InterruptedError('Interrupted.', { suggestion: 'The next run continues from here.' }),
    );
  };
  for (const signal of signals) process.on(signal, listener);
  return {
    signal: controller.signal,
    release: () => {
      for (const signal of signals) process.off(signal, listener);
    },
  };
}

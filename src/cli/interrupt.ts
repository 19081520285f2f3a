import { exitCodes, InterruptedError } from '../errors.js';

const signals = ['SIGINT', 'SIGTERM'] as const;

export interface Interrupt {
  readonly signal: AbortSignal;
  /** Stops listening. */
  release(): void;
}

/**
 * An abort signal for Ctrl-C (and SIGTERM), so that work can end in good order; its reason is an
 * InterruptedError. A second Ctrl-C
 * ends the process at once.
 */
export function onInterrupt(announce: () => void): Interrupt {
  const controller = new AbortController();
  const listener = () => {
    if (controller.signal.aborted) process.exit(exitCodes.partial);
    announce();
    controller.abort(
      new InterruptedError('Interrupted.', { suggestion: 'The next run goes on from here.' }),
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

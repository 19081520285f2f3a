import { setMaxListeners } from 'node:events';
import { InterruptedError } from '../errors.js';
import { systemRuntime, type Runtime } from '../runtime.js';

const signals = ['SIGINT', 'SIGTERM'] as const;

type Signal = (typeof signals)[number];

/* Service managers and container runtimes kill what has not ended ten seconds after SIGTERM. */
const graceMs = 8_000;

/** Represents a running listener for Ctrl-C and SIGTERM. */
export interface Interrupt {
  readonly signal: AbortSignal;
  /** Removes the listener. */
  release(): void;
}

export interface InterruptOptions {
  /** Tells the user what to do after the interruption. */
  readonly suggestion?: string | undefined;
  readonly runtime?: Pick<Runtime, 'sleep'>;
  /** Ends the process at once, as if nothing listened to the signal. */
  readonly end?: (signal: Signal) => void;
}

/**
 * Returns a signal that aborts on Ctrl-C or SIGTERM, with an InterruptedError as its reason, so that
 * work can stop cleanly. Then calls `announce`. A second signal ends the process at once, and so
 * does the first one when the work has not stopped after eight seconds: a call of the engine or of
 * the file system may never return.
 */
export function onInterrupt(
  announce: () => void,
  { suggestion, runtime = systemRuntime, end = endBySignal }: InterruptOptions = {},
): Interrupt {
  const interrupted = new AbortController();
  /* Each session of the database listens to it. */
  setMaxListeners(0, interrupted.signal);
  const released = new AbortController();
  const onSignal = (signal: Signal) => {
    if (interrupted.signal.aborted) return end(signal);
    interrupted.abort(
      new InterruptedError('Interrupted.', suggestion === undefined ? {} : { suggestion }),
    );
    /* Not before: progress bars listen to the abort, and would be drawn again below the text. */
    announce();
    runtime.sleep(graceMs, released.signal).then(
      () => end(signal),
      () => undefined,
    );
  };
  const listeners = signals.map((signal) => ({ signal, listener: () => onSignal(signal) }));
  for (const { signal, listener } of listeners) process.on(signal, listener);
  return {
    signal: interrupted.signal,
    release: () => {
      for (const { signal, listener } of listeners) process.off(signal, listener);
      released.abort();
    },
  };
}

/* `process.exit` would wait for the calls that other threads have not finished. */
function endBySignal(signal: Signal): void {
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}

import type { Runtime } from '../runtime.js';

export interface ServiceOptions {
  /** From the start of a round to the start of the next, in milliseconds. */
  readonly intervalMs: number;
  readonly runtime: Runtime;
  /** Aborting it ends the service: at once between two rounds; a round ends by itself. */
  readonly signal: AbortSignal;
  /** Runs a round. Returns whether the service goes on. */
  readonly round: (nextAt: number) => Promise<boolean>;
}

/* Services on many machines that were started by the same deployment do not all call Toast at once. */
const jitter = 0.1;

/* A timer stands still while a computer sleeps, so it is set for a short time and the clock is asked again. */
const napMs = 30_000;

/**
 * Runs rounds until the signal aborts or a round ends the service. A round starts one interval after the
 * start of the one before it, and up to a tenth of an interval later, at random; after a round that took
 * longer, the next one starts at once.
 */
export async function runEvery({
  intervalMs,
  runtime,
  signal,
  round,
}: ServiceOptions): Promise<void> {
  while (!signal.aborted) {
    const nextAt = runtime.now() + intervalMs * (1 + jitter * runtime.random());
    if (!(await round(nextAt))) return;
    await waitUntil(nextAt, runtime, signal);
  }
}

async function waitUntil(time: number, runtime: Runtime, signal: AbortSignal): Promise<void> {
  for (;;) {
    const left = time - runtime.now();
    if (left <= 0 || signal.aborted) return;
    await runtime.sleep(Math.min(left, napMs), signal).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }
}

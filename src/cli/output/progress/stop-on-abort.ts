/**
 * Makes a progress stop when `signal` aborts, besides its `stop`. The listener is removed again then: a
 * service has many rounds.
 */
export function stopOnAbort<T extends { stop(): void }>(progress: T, signal: AbortSignal): T {
  signal.addEventListener('abort', progress.stop);
  const stop = () => {
    signal.removeEventListener('abort', progress.stop);
    progress.stop();
  };
  return { ...progress, stop };
}

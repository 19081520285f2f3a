import { onTestFinished } from 'vitest';

/** Closes what has to be closed when the test ends, in this order. */
export function closeLater(...opened: readonly { closeSync(): void }[]): void {
  onTestFinished(() => {
    for (const each of opened) each.closeSync();
  });
}

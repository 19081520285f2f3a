import type { Connection } from '../warehouse/connection.js';
import { forgetFailure, ledgerWindows, type LedgerWindow } from '../warehouse/ledger.js';
import { gaps } from './windows.js';

/**
 * Removes failures from the ledger whose whole window was read since, by other windows: the limits
 * of a window depend on when it was planned.
 */
export async function forgetMendedFailures(
  connection: Connection,
  restaurantIds: readonly string[],
): Promise<void> {
  const done = await ledgerWindows(connection, restaurantIds, 'done');
  for (const failure of await ledgerWindows(connection, restaurantIds, 'not done')) {
    const own = done.filter((window) => isSameSeries(window, failure));
    /* What is read in full has an empty window and is replaced, not covered. */
    if (failure.start < failure.end && gaps(failure, own).length === 0) {
      await forgetFailure(connection, failure);
    }
  }
}

function isSameSeries(a: LedgerWindow, b: LedgerWindow): boolean {
  return a.restaurantId === b.restaurantId && a.resource === b.resource;
}

import type { Connection } from '../../warehouse/engine/connection.js';
import { bySeries, forgetFailure, ledgerWindows } from '../../warehouse/state/ledger.js';
import { gaps } from '../plan/windows.js';

/**
 * Removes failures from the ledger whose whole window was read since, by other windows: the limits
 * of a window depend on when it was planned.
 */
export async function forgetMendedFailures(
  connection: Connection,
  restaurantIds: readonly string[],
): Promise<void> {
  const done = bySeries(await ledgerWindows(connection, restaurantIds, 'done'));
  for (const failure of await ledgerWindows(connection, restaurantIds, 'not done')) {
    const own = done(failure.restaurantId, failure.resource);
    /* What is read in full has an empty window and is replaced, not covered. */
    if (failure.start < failure.end && gaps(failure, own).length === 0) {
      await forgetFailure(connection, failure);
    }
  }
}

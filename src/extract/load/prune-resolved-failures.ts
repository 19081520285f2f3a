import type { Connection } from '../../warehouse/engine/connection.js';
import { deleteFailure, loadWindows } from '../../warehouse/state/ledger.js';
import { byStream } from '../../warehouse/state/stream.js';
import { gaps } from '../plan/windows.js';

/**
 * Deletes failures from the ledger whose window has been read since, by other windows: where a window
 * starts and ends depends on when it was planned.
 */
export async function pruneResolvedFailures(
  connection: Connection,
  restaurantIds: readonly string[],
): Promise<void> {
  const done = byStream(await loadWindows(connection, restaurantIds, 'done'));
  for (const failure of await loadWindows(connection, restaurantIds, 'not done')) {
    const own = done(failure.restaurantId, failure.resource);
    /* The entry of a resource read in full has an empty window and is replaced, not covered. */
    if (failure.start < failure.end && gaps(failure, own).length === 0) {
      await deleteFailure(connection, failure);
    }
  }
}

import { wholeAccount } from '../../warehouse/state/ledger.js';
import type { RejectedRow } from '../../warehouse/state/rejected.js';

/** Describes an entity that could not be loaded. Instants are ISO 8601 in UTC. */
export interface Rejected extends RejectedRow {
  /** Name of the restaurant; empty if it is not known. */
  restaurant: string;
}

/** Adds the names of their restaurants to rejections. */
export function withNames(
  rejections: readonly RejectedRow[],
  names: ReadonlyMap<string, string>,
): Rejected[] {
  return rejections.map((row) => ({
    ...row,
    restaurant: row.restaurantId === wholeAccount ? '' : (names.get(row.restaurantId) ?? ''),
  }));
}

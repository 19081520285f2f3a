import type { LedgerEntry } from '../../warehouse/state/ledger.js';
import type { Unit } from '../plan/plan.js';
import type { Unreadable } from '../discover/filter-by-scope.js';

/** What a run tells while it goes on. */
export type ExtractEvent =
  | {
      type: 'discovered';
      restaurantIds: readonly string[];
      /** By GUID, as far as they are known. */
      names: ReadonlyMap<string, string>;
      /** Resources that the credentials cannot read. */
      unreadable: readonly Unreadable[];
    }
  /** More units, on top of those planned before. */
  | { type: 'planned'; units: readonly Unit[] }
  | { type: 'started'; unit: Unit }
  | { type: 'page'; unit: Unit; bytes: number }
  | { type: 'ended'; unit: Unit; entry: LedgerEntry };

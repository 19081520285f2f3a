import type { LedgerEntry } from '../../warehouse/state/ledger.js';
import type { MissingScope } from '../discover/filter-by-scope.js';
import type { Unit } from '../plan/plan.js';

/** Reports the progress of an extraction. */
export type ExtractEvent =
  /** Toast's clock and this machine's are more than a day apart; both in epoch milliseconds. */
  | { type: 'clock-off'; serverNow: number; now: number }
  | {
      type: 'discovered';
      restaurantIds: readonly string[];
      /** By GUID, as far as they are known. */
      names: ReadonlyMap<string, string>;
      missingScopes: readonly MissingScope[];
    }
  /** Adds units to those planned before. */
  | { type: 'planned'; units: readonly Unit[] }
  | { type: 'started'; unit: Unit }
  | { type: 'page'; unit: Unit; bytes: number }
  /** A request is sent again after `ms`; it concerns the account if it is of no restaurant. */
  | { type: 'waiting'; restaurantId: string | undefined; ms: number; reason: string }
  | { type: 'ended'; unit: Unit; entry: LedgerEntry };

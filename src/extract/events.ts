import type { LedgerEntry } from '../warehouse/ledger.js';
import type { Unit } from './plan.js';

/** What a run tells while it goes on. */
export type ExtractEvent =
  | {
      type: 'discovered';
      restaurantIds: readonly string[];
      /** By GUID, as far as they are known. */
      names: ReadonlyMap<string, string>;
    }
  | { type: 'planned'; units: readonly Unit[] }
  | { type: 'started'; unit: Unit }
  | { type: 'page'; unit: Unit; bytes: number }
  | { type: 'ended'; unit: Unit; entry: LedgerEntry };

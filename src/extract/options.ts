import type { Resource, Window } from '../resources/resource.js';
import type { Runtime } from '../runtime.js';
import type { ToastClient } from '../toast/client.js';
import type { Warehouse } from '../warehouse/warehouse.js';
import type { GuestRedaction } from './fetch/privacy/guest-redaction.js';
import type { HistorySettings } from './load/commit-units.js';
import type { ExtractEvent } from './report/events.js';

/** Options of an extraction. Times are epoch milliseconds, durations milliseconds. */
export interface ExtractOptions {
  readonly warehouse: Warehouse;
  readonly client: ToastClient;
  readonly runtime: Runtime;
  readonly runId: string;
  /** Aborting it ends the run in good order: units in flight are finished or rolled back. */
  readonly signal: AbortSignal;
  readonly resources: readonly Resource[];
  /** GUIDs to read instead of all that the credentials can access. */
  readonly restaurants?: readonly string[] | undefined;
  readonly managementGroup?: string | undefined;
  /** GUIDs or names; of the restaurants found, only these are read. */
  readonly only?: readonly string[] | undefined;
  /** Start of the history. */
  readonly start: number;
  /** Reads this range again, whatever was read before. */
  readonly range?: Partial<Window> | undefined;
  readonly fullRefresh: boolean;
  /** Takes restaurants that Toast no longer lists for gone, however many they are. */
  readonly acceptMissing?: boolean | undefined;
  /** Maximum number of units of one restaurant that run at a time. */
  readonly windowConcurrency: number;
  readonly windowMs: number;
  readonly overlapMs: number;
  readonly backfillPauseMs: number;
  /** Removes guest data from pages before they are stored; left out where it is kept. */
  readonly redactGuests?: GuestRedaction | undefined;
  /** Which superseded versions are kept, and for how long; those of most resources always are. */
  readonly history?: (HistorySettings & { readonly keepDays?: number | undefined }) | undefined;
  readonly onEvent: (event: ExtractEvent) => void;
}

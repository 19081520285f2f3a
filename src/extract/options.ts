import type { Resource, Window } from '../resources/resource.js';
import type { Runtime } from '../runtime.js';
import type { ToastClient } from '../toast/client.js';
import type { Warehouse } from '../warehouse/warehouse.js';
import type { ExtractEvent } from './report/events.js';
import type { GuestRedaction } from './fetch/privacy/guest-redaction.js';

/** What an extraction is given. Times are epoch milliseconds, durations milliseconds. */
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
  /** GUIDs or names: of the restaurants found, read only these. */
  readonly only?: readonly string[] | undefined;
  /** Where history begins. */
  readonly start: number;
  /** Read this span again, whatever was read before. */
  readonly span?: Partial<Window> | undefined;
  readonly fullRefresh: boolean;
  /** Of one restaurant. */
  readonly windowsAtATime: number;
  readonly windowMs: number;
  readonly overlapMs: number;
  readonly backfillPauseMs: number;
  /** Takes guests' data out of what is kept; left out where all of it is kept. */
  readonly redactGuests?: GuestRedaction | undefined;
  readonly onEvent: (event: ExtractEvent) => void;
}

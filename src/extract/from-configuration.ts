import { randomUUID } from 'node:crypto';
import type { Configuration } from '../config/schema.js';
import type { Window } from '../resources/resource.js';
import { day } from '../resources/timestamp.js';
import { selectResources } from '../resources/catalogue.js';
import type { Runtime } from '../runtime.js';
import { ToastClient } from '../toast/client.js';
import { createTransport, type HttpRequest } from '../toast/transport.js';
import { createTokenStore } from '../warehouse/state/tokens.js';
import type { Warehouse } from '../warehouse/warehouse.js';
import type { ExtractEvent } from './report/events.js';
import type { ExtractOptions } from './options.js';
import { guestRedaction } from './fetch/privacy/guest-redaction.js';

export interface ExtractRequest {
  readonly configuration: Configuration;
  readonly warehouse: Warehouse;
  readonly runtime: Runtime;
  readonly signal: AbortSignal;
  readonly onEvent: (event: ExtractEvent) => void;
  readonly span?: Partial<Window> | undefined;
  readonly fullRefresh?: boolean;
  /** GUIDs or names of restaurants, to read only these. */
  readonly only?: readonly string[] | undefined;
  /** Gives a signal that ends an exchange with Toast; after two minutes unless given. */
  readonly requestTimeout?: ((request: HttpRequest) => AbortSignal) | undefined;
}

const patience = 120_000;

/* Enough to spend a restaurant's five orders requests a second when Toast takes a second for each;
   more would only wait, with more pages in the spool. */
const mostWindowsAtATime = 6;

/**
 * Runs `work` with all that an extraction needs, made from the configuration.
 * @throws UsageError for a resource that is not in the catalogue.
 */
export async function withExtraction<T>(
  request: ExtractRequest,
  work: (options: ExtractOptions) => Promise<T>,
): Promise<T> {
  const { configuration, warehouse, runtime } = request;
  const resources = selectResources(configuration.resources);
  return warehouse.with((connection) => {
    const client = new ToastClient({
      baseUrl: configuration.domain,
      credentials: configuration,
      tokens: createTokenStore({
        connection,
        key: configuration.key,
        clientId: configuration.clientId,
        baseUrl: configuration.domain,
        runtime,
      }),
      transport: createTransport({
        runtime,
        timeoutMs: patience,
        timeoutOf: request.requestTimeout,
      }),
      runtime,
      concurrency: configuration.concurrency,
      signal: request.signal,
    });
    return work({
      warehouse,
      client,
      runtime,
      runId: randomUUID(),
      signal: request.signal,
      resources,
      restaurants: configuration.restaurants,
      managementGroup: configuration.managementGroup,
      only: request.only,
      start: configuration.initialSyncStart,
      span: request.span,
      fullRefresh: request.fullRefresh ?? false,
      windowsAtATime: Math.min(configuration.concurrency, mostWindowsAtATime),
      windowMs: configuration.windowDays * day,
      overlapMs: configuration.overlapMinutes * 60_000,
      backfillPauseMs: configuration.backfillPauseSeconds * 1000,
      redactGuests: guestRedaction(configuration),
      onEvent: request.onEvent,
    });
  });
}

import { randomUUID } from 'node:crypto';
import type { Configuration } from '../config/configuration.js';
import type { Window } from '../resources/resource.js';
import { day } from '../resources/timestamp.js';
import { selectResources } from '../resources/catalogue.js';
import type { Runtime } from '../runtime.js';
import type { TokenStore } from '../toast/auth.js';
import { ToastClient, type Wait } from '../toast/client.js';
import { createTransport, type HttpRequest, type HttpResponse } from '../toast/transport.js';
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
  readonly range?: Partial<Window> | undefined;
  readonly fullRefresh?: boolean;
  /** GUIDs or names; only these restaurants are read. */
  readonly only?: readonly string[] | undefined;
  /** Takes restaurants that Toast no longer lists for gone, however many they are. */
  readonly acceptMissing?: boolean | undefined;
  /** Returns the signal that aborts a request to Toast; a timeout of two minutes if left out. */
  readonly requestTimeout?: ((request: HttpRequest) => AbortSignal) | undefined;
}

const defaultRequestTimeoutMs = 120_000;

/* Enough to use a restaurant's five orders requests a second when Toast takes a second for each; more
   would only wait, with more pages in the spool. */
const maxWindowConcurrency = 6;

/**
 * Builds the client and the options of an extraction from the configuration, and runs `work` with them.
 * @throws UsageError for a resource that is not in the catalogue.
 */
export async function withExtraction<T>(
  request: ExtractRequest,
  work: (options: ExtractOptions) => Promise<T>,
): Promise<T> {
  const { configuration, warehouse, runtime } = request;
  const resources = selectResources(configuration.resources);
  return warehouse.with((connection) => {
    const client = createClient(
      request,
      createTokenStore({
        connection,
        key: configuration.key,
        clientId: configuration.clientId,
        baseUrl: configuration.domain,
        runtime,
      }),
      { onWait: (wait) => request.onEvent({ type: 'waiting', ...wait }) },
    );
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
      range: request.range,
      fullRefresh: request.fullRefresh ?? false,
      acceptMissing: request.acceptMissing,
      windowConcurrency: Math.min(configuration.concurrency, maxWindowConcurrency),
      windowMs: configuration.windowDays * day,
      overlapMs: configuration.overlapMinutes * 60_000,
      backfillPauseMs: configuration.backfillPauseSeconds * 1000,
      history: configuration.history,
      redactGuests: guestRedaction(configuration),
      onEvent: request.onEvent,
    });
  });
}

export interface ClientObservers {
  readonly onResponse?: (response: HttpResponse) => void;
  readonly onWait?: (wait: Wait) => void;
}

/** Builds the client that the configuration describes. */
export function createClient(
  {
    configuration,
    runtime,
    signal,
    requestTimeout,
  }: Pick<ExtractRequest, 'configuration' | 'runtime' | 'signal' | 'requestTimeout'>,
  tokens: TokenStore,
  { onResponse, onWait }: ClientObservers = {},
): ToastClient {
  const transport = createTransport({
    runtime,
    timeoutMs: defaultRequestTimeoutMs,
    timeoutOf: requestTimeout,
    maxBytes: configuration.maxResponseMegabytes * 1024 * 1024,
  });
  return new ToastClient({
    baseUrl: configuration.domain,
    credentials: configuration,
    ...{ tokens, runtime, signal },
    transport: async (sent) => {
      const response = await transport(sent);
      onResponse?.(response);
      return response;
    },
    concurrency: configuration.concurrency,
    onWait,
  });
}

import { randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { ExtractOptions } from '../../../../src/extract/options.js';
import { orders } from '../../../../src/resources/orders.js';
import { restaurantDetails, restaurants } from '../../../../src/resources/restaurants.js';
import { systemRuntime } from '../../../../src/runtime.js';
import {
  DEMO_CLIENT_ID,
  DEMO_CLIENT_SECRET,
  startSimulator,
  type Simulator,
} from 'toast-simulator';
import { Secret } from '../../../../src/config/secret.js';
import { ToastClient } from '../../../../src/toast/client.js';
import { createTransport, type HttpRequest } from '../../../../src/toast/transport.js';
import type { Row } from '../../../../src/warehouse/engine/connection.js';
import { createTokenStore } from '../../../../src/warehouse/state/tokens.js';
import type { Warehouse } from '../../../../src/warehouse/warehouse.js';

export const day = 24 * 60 * 60_000;
export const historyStart = Date.UTC(2026, 2, 1);

/** Starts a simulator of two restaurants that closes with the test; its clock stands still. */
export async function startSmallSimulator(): Promise<Simulator> {
  const simulator = await startSimulator({
    restaurants: 2,
    from: '2026-03-01',
    to: '2026-03-12',
    now: new Date('2026-03-10T12:00:00Z'),
    ordersPerDay: 5,
    seed: 7,
    rateLimits: false,
    latencyMs: 0,
  });
  onTestFinished(() => simulator.close());
  return simulator;
}

/** Returns options to extract orders and restaurants in windows of three days. */
export function extractOptions(
  warehouse: Warehouse,
  client: ToastClient,
  overrides: Partial<ExtractOptions> = {},
): ExtractOptions {
  return {
    warehouse,
    client,
    runtime: systemRuntime,
    runId: randomUUID(),
    signal: new AbortController().signal,
    resources: [restaurants, restaurantDetails, orders],
    start: historyStart,
    fullRefresh: false,
    windowConcurrency: 2,
    windowMs: 3 * day,
    overlapMs: 15 * 60_000,
    backfillPauseMs: 0,
    onEvent: () => undefined,
    ...overrides,
  };
}

/**
 * Runs `work` with options to extract from the simulator. `overrideStatus` can replace the status of an
 * answer, `serverTime` the time of all.
 */
export function withSimulator<T>(
  simulator: Simulator,
  warehouse: Warehouse,
  work: (options: ExtractOptions) => Promise<T>,
  overrides: Partial<ExtractOptions> & {
    overrideStatus?: (request: HttpRequest) => number | undefined;
    serverTime?: number;
  } = {},
): Promise<T> {
  const { overrideStatus = () => undefined, serverTime, ...options } = overrides;
  const runtime = systemRuntime;
  const send = createTransport({ runtime, timeoutMs: 10_000 });
  return warehouse.with((connection) => {
    const credentials = {
      clientId: DEMO_CLIENT_ID,
      clientSecret: new Secret(DEMO_CLIENT_SECRET),
      userAccessType: 'TOAST_MACHINE_CLIENT',
    };
    const key = new Secret(Buffer.alloc(32, 7).toString('base64url').padEnd(44, '='));
    const baseUrl = simulator.url;
    const client = new ToastClient({
      baseUrl,
      credentials,
      tokens: createTokenStore({ connection, key, clientId: DEMO_CLIENT_ID, baseUrl, runtime }),
      transport: async (request) => {
        const status = overrideStatus(request);
        const sent = await send(request);
        const response = { ...sent, serverTime: serverTime ?? sent.serverTime };
        return status === undefined
          ? response
          : { ...response, status, body: Buffer.from('{"message": "refused"}') };
      },
      runtime,
      concurrency: 8,
      retryPolicy: { attempts: 2, firstDelayMs: 1, maxDelayMs: 1 },
    });
    return work(extractOptions(warehouse, client, options));
  });
}

/** Loads all orders in the database, without the time at which they were loaded. */
export function loadedOrders(warehouse: Warehouse): Promise<Row[]> {
  return warehouse.with((connection) =>
    connection.all(
      `select restaurant_id, id, modified_at, md5(payload) as payload
      from raw_toast.orders order by all`,
    ),
  );
}

/** Loads the ledger entries of orders, by restaurant and start of the window. */
export function loadLedger(warehouse: Warehouse): Promise<Row[]> {
  return warehouse.with((connection) =>
    connection.all(
      `select restaurant_id, resource, epoch_ms(window_start) as start, status, error_kind
      from toast_meta.state where resource = 'orders' order by all`,
    ),
  );
}

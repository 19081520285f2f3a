import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Sleep, type WallClock, WorldClock } from '../common/clock.js';
import { seededGuid } from '../common/guid.js';
import { LruCache } from '../common/lru-cache.js';
import { controlEndpoints } from '../control/clock-and-truth.js';
import { faultsControlEndpoints } from '../control/faults.js';
import { laborControl } from '../control/labor.js';
import { ordersControl } from '../control/orders.js';
import { settingsControlEndpoints } from '../control/settings.js';
import { type Credentials, loginEndpoint } from '../endpoints/login.js';
import { PageRepeats } from '../endpoints/page-repeats.js';
import { toastEndpoints } from '../endpoints/toast-endpoints.js';
import type { FaultRule, FaultSet } from '../faults/fault-set.js';
import { type FaultReport, Faults } from '../faults/faults.js';
import { Gate } from '../faults/gate.js';
import { RateLimiter } from '../http/access/rate-limiter.js';
import { TokenIssuer } from '../http/access/tokens.js';
import { errorReply, Refusal } from '../http/error-message.js';
import { type Counters, type RecordedRequest, Stats } from '../http/stats.js';
import { editOrder } from '../world/contract/edit-order.js';
import type { Json } from '../world/contract/json.js';
import type { World } from '../world/contract/world.js';
import { createApi } from './api.js';
import { createListener } from './listener.js';
import { endpointName } from '../http/endpoint.js';

/** Options of a server, apart from its world. */
export interface ServeOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly seed: number;
  /** The instant at which the world's clock is frozen; without it, it runs with the wall clock. */
  readonly now: Date | undefined;
  readonly wallClock: WallClock;
  readonly credentials: Credentials;
  readonly scopes: readonly string[];
  readonly tokenLifetimeSeconds: number;
  readonly rateLimits: boolean;
  readonly latencyMs: number;
  readonly sleep: Sleep;
  readonly faults?: FaultSet | undefined;
  /** Entities per page of the configuration; when absent, it varies. */
  readonly configPageSize?: number | undefined;
  /** Orders per page at most; Toast's 100 when absent. */
  readonly ordersPerPage?: number | undefined;
  /** Bytes of encoded bodies to cache. */
  readonly cacheBytes: number;
  /** Receives what is thrown by mistake, of which clients only see a 500. */
  readonly onFailure: (error: unknown) => void;
  /** Time in which a request must have arrived; half a minute when absent. */
  readonly requestTimeoutMs?: number | undefined;
}

/** A running server, and how to inspect and control it from the same process. */
export interface Simulator {
  readonly url: string;
  readonly port: number;
  readonly world: World;
  /** Returns the time of the world's clock. */
  now(): Date;
  /**
   * Sets the world's clock, which stays frozen or running.
   * @throws RangeError before 1970 or after 2199.
   */
  setNow(date: Date): void;
  /** Returns the requests answered so far, without control requests; the first hundred thousand. */
  requests(): readonly RecordedRequest[];
  /** Returns counts of requests, logins and bytes since the start or the last reset. */
  stats(): Counters;
  /**
   * Sets properties of an order now, or adds one guest. Returns false when there is no such order,
   * or when it changed at this very moment.
   */
  editOrder(restaurantGuid: string, guid: string, change?: Json): boolean;
  /** The faults in force, with the number of calls that each rule has matched and fired at. */
  faults(): FaultReport;
  /** Replaces all faults. @throws RangeError that names each rule and key that is wrong. */
  setFaults(faults: FaultSet): void;
  /**
   * Appends rules.
   * @throws RangeError like `setFaults`.
   */
  addFaults(...rules: readonly FaultRule[]): void;
  /** Clears all faults; resolves once the server accepts connections. */
  clearFaults(): Promise<void>;
  /** Accepts connections again while a fault refuses them; resolves once it does. */
  acceptConnections(): Promise<void>;
  /** Stops listening and closes every connection, including idle ones. */
  close(): Promise<void>;
}

/* Longer than clients keep idle connections: whoever closes first risks losing a request. */
const KEEP_ALIVE_MS = 65_000;
const REQUEST_TIMEOUT_MS = 30_000;

/** Serves a world on the loopback address; resolves once it listens. */
export async function serve(world: World, options: ServeOptions): Promise<Simulator> {
  const { seed, scopes, wallClock, sleep, configPageSize, ordersPerPage } = options;
  const clock = new WorldClock(wallClock, options.now?.getTime());
  const lifetimeSeconds = options.tokenLifetimeSeconds;
  const tokens = new TokenIssuer({ seed, scopes, lifetimeSeconds, wallClock });
  const closing = new AbortController();
  const requestTimeout = options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS;
  const server = createServer({
    keepAliveTimeout: KEEP_ALIVE_MS,
    requestTimeout,
    headersTimeout: requestTimeout,
    connectionsCheckingInterval: requestTimeout / 4,
  });
  const gate = new Gate(server, sleep, closing.signal);
  const repeats = new PageRepeats();
  const login = loginEndpoint(options.credentials, tokens);
  const endpoints = [login, ...toastEndpoints(world, repeats, configPageSize, ordersPerPage)];
  const stats = new Stats(endpointName(login));
  const faults = new Faults({
    ...{ world, clock, tokens, repeats, gate, seed, sleep, closing: closing.signal, ordersPerPage },
    endpoints: endpoints.map(({ path }) => path),
  });
  faults.set(options.faults ?? {});
  let requestCount = 0;
  const toErrorReply = (thrown: unknown, requestId: string) => {
    // Waits that end because the server closes are no failure.
    if (!(thrown instanceof Refusal || closing.signal.aborted)) options.onFailure(thrown);
    return errorReply(thrown, requestId);
  };

  const listener = createListener({
    answer: createApi({
      world,
      tokens,
      limiter: options.rateLimits ? new RateLimiter(wallClock) : undefined,
      errorReply: toErrorReply,
      applyFaults: (call, endpoint, requestId) => faults.apply(call, endpoint, requestId),
      endpoints: [
        ...endpoints,
        ...controlEndpoints(world, clock, stats),
        ...faultsControlEndpoints(faults),
        ordersControl(world, clock),
        laborControl(world, clock),
        ...settingsControlEndpoints(world, clock),
      ],
    }),
    errorReply: toErrorReply,
    nextRequestId: () => seededGuid(seed, `request ${(requestCount += 1)}`),
    clock,
    wallClock,
    bodies: new LruCache(options.cacheBytes, (body: Buffer) => body.length),
    stats,
    latencyMs: options.latencyMs,
    sleep,
  });

  server.on('request', (request, response) => {
    // A request over an older connection while new ones are refused.
    if (!server.listening) request.socket.resetAndDestroy();
    else {
      listener(request, response).catch((thrown: unknown) => {
        options.onFailure(thrown);
        request.socket.destroy();
      });
    }
  });
  await once(server.listen(options.port, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    world,
    now: () => new Date(clock.now()),
    setNow: (date) => clock.set(date.getTime()),
    requests: () => stats.recorded,
    stats: () => stats.counters(),
    editOrder: (restaurantGuid, guid, change) =>
      editOrder(world, restaurantGuid, guid, clock.now(), change),
    faults: () => faults.report(),
    setFaults: (set) => faults.set(set),
    addFaults: (...rules) => faults.add(rules),
    clearFaults: () => {
      faults.set({});
      return gate.open();
    },
    acceptConnections: () => gate.open(),
    close: async () => {
      closing.abort();
      const closed = server.listening ? once(server.close(), 'close') : undefined;
      server.closeAllConnections();
      await closed;
    },
  };
}

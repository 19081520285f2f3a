import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApi } from './api.js';
import { WorldClock, type WallClock } from './clock.js';
import { cashEndpoints } from './cash-endpoints.js';
import { configEndpoints } from './config-endpoints.js';
import { controlEndpoints } from './control-endpoints.js';
import { equipmentEndpoints } from './equipment-endpoints.js';
import { seededGuid } from './guid.js';
import { laborControl } from './labor-control.js';
import { laborEndpoints } from './labor-endpoints.js';
import { createListener } from './listener.js';
import { loginEndpoint, type Credentials } from './login-endpoint.js';
import { LruCache } from './lru-cache.js';
import { menusEndpoints } from './menus-endpoints.js';
import { ordersEndpoints } from './orders-endpoints.js';
import { partnersEndpoints } from './partners-endpoints.js';
import { RateLimiter } from './rate-limiter.js';
import { restaurantsEndpoints } from './restaurants-endpoints.js';
import { settingsControlEndpoints } from './settings-control.js';
import { Stats, type Counters, type RecordedRequest } from './stats.js';
import { TokenIssuer } from './tokens.js';
import type { World } from './world-types.js';

/** How a world is served, apart from what is in it. */
export interface ServeOptions {
  /** 0: any free one. */
  readonly port: number;
  readonly seed: number;
  /** Where the world's clock stands still; absent, it runs with the wall clock. */
  readonly now: Date | undefined;
  readonly wallClock: WallClock;
  readonly credentials: Credentials;
  readonly scopes: readonly string[];
  readonly tokenLifetimeSeconds: number;
  readonly rateLimits: boolean;
  readonly latencyMs: number;
  /** Entities on a page of the configuration; absent, it varies. */
  readonly configPageSize?: number | undefined;
  /** How much of encoded bodies is kept. */
  readonly cacheBytes: number;
}

/** A running server, and how to look at it and steer it from the same process. */
export interface Simulator {
  readonly url: string;
  readonly port: number;
  readonly world: World;
  now(): Date;
  setNow(date: Date): void;
  /** The requests answered so far, without control requests; the first hundred thousand. */
  requests(): readonly RecordedRequest[];
  stats(): Counters;
  /** Stops listening and ends every connection, also those kept alive. */
  close(): Promise<void>;
}

/* Longer than clients keep an idle connection: who closes first risks a request on its way. */
const KEEP_ALIVE_MS = 65_000;

/** Serves a world on the loopback address; resolves once it listens. */
export async function serve(world: World, options: ServeOptions): Promise<Simulator> {
  const { seed, scopes, wallClock } = options;
  const clock = new WorldClock(wallClock, options.now?.getTime());
  const stats = new Stats();
  const lifetimeSeconds = options.tokenLifetimeSeconds;
  const tokens = new TokenIssuer({ seed, scopes, lifetimeSeconds, wallClock });
  let requestCount = 0;

  const listener = createListener({
    answer: createApi({
      world,
      tokens,
      limiter: options.rateLimits ? new RateLimiter(wallClock) : undefined,
      endpoints: [
        loginEndpoint(options.credentials, tokens),
        ...partnersEndpoints(world),
        ...restaurantsEndpoints(world),
        ...ordersEndpoints(world),
        ...laborEndpoints(world),
        ...cashEndpoints(world),
        laborControl(world),
        ...configEndpoints(world.settings, options.configPageSize),
        ...menusEndpoints(world.settings),
        ...equipmentEndpoints(world.settings, options.configPageSize),
        ...controlEndpoints(world, clock, stats),
        ...settingsControlEndpoints(world),
      ],
    }),
    nextRequestId: () => seededGuid(seed, `request ${(requestCount += 1)}`),
    clock,
    wallClock,
    bodies: new LruCache(options.cacheBytes, (body: Buffer) => body.length),
    stats,
    latencyMs: options.latencyMs,
  });

  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    void listener(request, response);
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
    close: async () => {
      if (!server.listening) return;
      const closed = once(server.close(), 'close');
      server.closeAllConnections();
      await closed;
    },
  };
}

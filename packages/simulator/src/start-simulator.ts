import { type Sleep, systemSleep } from './common/clock.js';
import type { FaultSet } from './faults/fault-set.js';
import { readSampleOrders } from './read-samples.js';
import { serve, type Simulator } from './server/serve.js';
import { createWorld, type WorldOptions } from './world/world.js';

export type { Fault, FaultRule, FaultSet } from './faults/fault-set.js';
export type { FaultReport } from './faults/faults.js';
export type { Simulator } from './server/serve.js';

/** What a client logs in with unless other credentials are given; they open nothing else. */
export const DEMO_CLIENT_ID = 'demo-client-id';
export const DEMO_CLIENT_SECRET = 'demo-client-secret';

/** All that Toast grants to read (developer guide, "Standard API access scopes"). */
export const ALL_SCOPES: readonly string[] = [
  'cashmgmt:read',
  'config:read',
  'delivery_info.address:read',
  'device-details.info:read',
  'digital_schedule:read',
  'guest.pi:read',
  'kitchen:read',
  'labor.employees:read',
  'labor:read',
  'menus:read',
  'orders:read',
  'packaging:read',
  'restaurants:read',
  'stock:read',
];

const DAY_SECONDS = 24 * 60 * 60;
const CACHE_BYTES = 512 * 1024 * 1024;

export interface SimulatorOptions extends Omit<WorldOptions, 'samples' | 'scopes'> {
  /** 0, the default: any free one. */
  readonly port?: number;
  /** Given: the world's clock stands still there. Not given: it runs with the wall clock. */
  readonly now?: Date;
  readonly rateLimits: boolean;
  /** By which every answer is held back. */
  readonly latencyMs: number;
  /** Entities on every page of the configuration; varies, as Toast's does, when not given. */
  readonly configPageSize?: number;
  /** A folder of recorded responses: each of its files `order-*.json` is an order. */
  readonly samplesDir?: string;
  /** What the token grants; all that Toast has to read when not given. */
  readonly scopes?: readonly string[];
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** A day when not given. */
  readonly tokenLifetimeSeconds?: number;
  /** Epoch milliseconds for token life and rate limits; the machine's clock when not given. */
  readonly wallClock?: () => number;
  /** Waits out latency and faults; the machine's timer when not given. */
  readonly sleep?: Sleep;
  /** What goes wrong from the start; see docs/simulator.md. */
  readonly faults?: FaultSet;
  /** How much of answers already made is kept; half a gigabyte when not given. */
  readonly cacheBytes?: number;
}

/**
 * Serves a simulated restaurant group as Toast's API on the loopback address; resolves once it
 * listens. Rejects when the port is taken, when the options make no world or no faults (RangeError), or when
 * the samples cannot be read.
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { seed, restaurants, from, to, ordersPerDay, samplesDir, scopes = ALL_SCOPES } = options;
  const world = createWorld({
    seed,
    restaurants,
    from,
    to,
    ordersPerDay,
    samples: samplesDir === undefined ? [] : await readSampleOrders(samplesDir),
    scopes: {
      guestPi: scopes.includes('guest.pi:read'),
      deliveryAddress: scopes.includes('delivery_info.address:read'),
    },
  });
  return serve(world, {
    port: options.port ?? 0,
    seed,
    now: options.now,
    wallClock: options.wallClock ?? Date.now,
    credentials: {
      clientId: options.clientId ?? DEMO_CLIENT_ID,
      clientSecret: options.clientSecret ?? DEMO_CLIENT_SECRET,
    },
    scopes,
    tokenLifetimeSeconds: options.tokenLifetimeSeconds ?? DAY_SECONDS,
    rateLimits: options.rateLimits,
    latencyMs: options.latencyMs,
    sleep: options.sleep ?? systemSleep,
    faults: options.faults,
    configPageSize: options.configPageSize,
    cacheBytes: options.cacheBytes ?? CACHE_BYTES,
  });
}

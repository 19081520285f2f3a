import { inspect } from 'node:util';
import { type Sleep, systemSleep } from './common/clock.js';
import type { FaultSet } from './faults/fault-set.js';
import { readSampleOrders } from './read-samples.js';
import { serve, type Simulator } from './server/serve.js';
import { createWorld, type WorldOptions } from './world/world.js';

export type { Fault, FaultRule, FaultSet } from './faults/fault-set.js';
export type { FaultReport } from './faults/faults.js';
export type { Simulator } from './server/serve.js';

/** Credentials that the simulator accepts by default; they are valid nowhere else. */
export const DEMO_CLIENT_ID = 'demo-client-id';
export const DEMO_CLIENT_SECRET = 'demo-client-secret';

/** Every scope that Toast grants for reading (developer guide, "Standard API access scopes"). */
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

/** A world and how to serve it. */
export interface SimulatorOptions extends Omit<WorldOptions, 'samples' | 'scopes'> {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Freezes the world's clock at this instant; without it, the clock runs with the wall clock. */
  readonly now?: Date;
  readonly rateLimits: boolean;
  /** Delay of every answer in milliseconds. */
  readonly latencyMs: number;
  /** Entities per page of the configuration; by default it varies, as Toast's does. */
  readonly configPageSize?: number;
  /** Orders per page at most, whatever a client asks for; by default Toast's 100. */
  readonly ordersPerPage?: number;
  /** A folder of recorded responses; each of its files `order-*.json` is served as an order. */
  readonly samplesDir?: string;
  /** The scopes that the token grants; all of Toast's read scopes by default. */
  readonly scopes?: readonly string[];
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** One day by default. */
  readonly tokenLifetimeSeconds?: number;
  /** Epoch milliseconds for token lifetimes and rate limits; the machine's clock by default. */
  readonly wallClock?: () => number;
  /** Waits for latencies and faults; the machine's timer by default. */
  readonly sleep?: Sleep;
  /** Faults in force from the start (docs/simulator.md). */
  readonly faults?: FaultSet;
  /** Bytes of encoded answers to cache; half a gigabyte by default. */
  readonly cacheBytes?: number;
  /** Receives defects of the simulator, which clients see as a 500; printed by default. */
  readonly onFailure?: (error: unknown) => void;
}

/**
 * Serves a simulated restaurant group as Toast's API on the loopback address; resolves once it
 * listens. Rejects when the port is taken, with RangeError when the options describe no world, the
 * clock cannot show `now` or the faults are invalid, and when the samples cannot be read.
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
    ordersPerPage: options.ordersPerPage,
    cacheBytes: options.cacheBytes ?? CACHE_BYTES,
    onFailure: options.onFailure ?? print,
  });
}

function print(error: unknown): void {
  process.stderr.write(`The simulator failed: ${inspect(error)}\n`);
}

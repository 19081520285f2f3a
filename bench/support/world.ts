import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import { newKey } from '../../src/config/key.js';
import {
  DEMO_CLIENT_ID,
  DEMO_CLIENT_SECRET,
  startSimulator,
  type Simulator,
} from 'toast-simulator';

export interface WorldSize {
  /** About so many in all. */
  readonly orders: number;
  readonly restaurants: number;
  /** Business dates with orders. */
  readonly days: number;
  /** Days from the last business date to now. By default so many that nothing changes any more. */
  readonly daysSince?: number;
  readonly windowDays?: number;
  readonly rateLimits?: boolean;
  readonly latencyMs?: number;
}

/** A simulated API in this process, and a folder with a configuration that reads it. */
export interface BenchWorld {
  readonly folder: string;
  readonly simulator: Simulator;
  /** Path of a database in the folder; the folder goes at the end. */
  path(name: string): string;
}

const lastDate = DateTime.fromISO('2025-12-31', { zone: 'utc' });

/* What was once encoded is found again: the simulator must not be what is measured. */
const cacheBytes = 4e9;

/**
 * Serves a world whose clock stands still from this process, for `toast` in processes of its own.
 * Rate limits are off unless asked for.
 */
export async function withWorld<T>(
  size: WorldSize,
  work: (world: BenchWorld) => Promise<T>,
): Promise<T> {
  const { orders, restaurants, days, daysSince = 30 } = size;
  const from = lastDate.minus({ days: days - 1 }).toISODate() ?? '';
  const simulator = await startSimulator({
    seed: 1,
    restaurants,
    from,
    to: lastDate.toISODate() ?? '',
    now: lastDate.plus({ days: daysSince, hours: 12 }).toJSDate(),
    ordersPerDay: Math.max(1, Math.round(orders / restaurants / days)),
    rateLimits: size.rateLimits ?? false,
    latencyMs: size.latencyMs ?? 0,
    cacheBytes,
  });
  const folder = await mkdtemp(join(tmpdir(), 'toast-bench-'));
  try {
    const configuration = {
      clientId: DEMO_CLIENT_ID,
      clientSecret: DEMO_CLIENT_SECRET,
      domain: simulator.url,
      initialSyncStart: `${from}T00:00:00Z`,
      key: newKey(),
      backfillPauseSeconds: 0,
      ...(size.windowDays === undefined ? {} : { windowDays: size.windowDays }),
    };
    const file = join(folder, 'configuration.json');
    await writeFile(file, JSON.stringify(configuration), { mode: 0o600 });
    return await work({ folder, simulator, path: (name) => join(folder, name) });
  } finally {
    await simulator.close();
    await rm(folder, { recursive: true });
  }
}

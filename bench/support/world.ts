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
  /** Approximate total. */
  readonly orders: number;
  readonly restaurants: number;
  /** Business dates with orders. */
  readonly days: number;
  /** Days from the last business date to now; by default enough that nothing changes any more. */
  readonly daysSince?: number;
  readonly windowDays?: number;
  readonly rateLimits?: boolean;
  readonly latencyMs?: number;
}

/** A simulated API in this process, and a folder with a configuration for it. */
export interface BenchWorld {
  readonly folder: string;
  readonly simulator: Simulator;
  /** Start of the history, epoch milliseconds. */
  readonly start: number;
  /** Returns the path of a database in the folder, which is removed at the end. */
  path(name: string): string;
}

/** Business date of the last orders. */
export const lastDate = '2025-12-31';

const lastDay = DateTime.fromISO(lastDate, { zone: 'utc' });

/* Encoded pages are cached, so that the simulator is not what is measured. */
const cacheBytes = 4e9;

/**
 * Serves a world with a frozen clock from this process, for `toast` in processes of its own. Rate limits
 * are off unless they are requested.
 */
export async function withWorld<T>(
  size: WorldSize,
  work: (world: BenchWorld) => Promise<T>,
): Promise<T> {
  const { orders, restaurants, days, daysSince = 30 } = size;
  const from = lastDay.minus({ days: days - 1 }).toISODate() ?? '';
  const simulator = await startSimulator({
    seed: 1,
    restaurants,
    from,
    to: lastDate,
    now: lastDay.plus({ days: daysSince, hours: 12 }).toJSDate(),
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
    return await work({
      folder,
      simulator,
      start: Date.parse(configuration.initialSyncStart),
      path: (name) => join(folder, name),
    });
  } finally {
    await simulator.close();
    await rm(folder, { recursive: true });
  }
}

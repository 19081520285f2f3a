import { expect } from 'vitest';
import { startPipeline, type Pipeline } from '../../support/pipeline.js';
import { rawDigests, type Digests } from '../../support/rows.js';
import { SharedClock } from '../../support/shared-clock.js';
import { StallTimeouts } from './stalls.js';

/* One listing of each kind. */
const resources = [
  ...['orders', 'time_entries', 'shifts', 'menu_items', 'published_menus', 'restaurant_details'],
  'restaurants',
];

/*
 * A month's window costs a listing of shifts as few requests as can be. It ends within the world, so
 * that each restaurant has two windows with orders: those of the first fill two pages.
 */
const windowDays = 30;
const initialSyncStart = '2026-03-01T00:00:00Z';

const world = {
  restaurants: 2,
  ordersPerDay: 10,
  from: '2026-03-28',
  to: '2026-04-01',
  /* So that few entities fill several pages. */
  configPageSize: 40,
  ordersPerPage: 20,
};

const frozenAt = new Date('2026-04-01T18:00:00Z');

export interface ExtractedWorld extends Pipeline {
  /** Rows that were extracted. */
  readonly raw: Digests;
}

/** Starts a world to put faults into and extracts from it once, to compare with. */
export async function startExtractedFaultWorld(
  ...parameters: Parameters<typeof startFaultWorld>
): Promise<ExtractedWorld> {
  const undisturbed = await startFaultWorld(...parameters);
  expect((await undisturbed.extract()).status).toBe('complete');
  return { ...undisturbed, raw: await rawDigests(undisturbed.warehouse) };
}

/** Starts a small world to put faults into. Its clock stands still, and the client waits in no time. */
export async function startFaultWorld(
  seed: number,
  { resources: read = resources }: { resources?: readonly string[] } = {},
): Promise<Pipeline> {
  const clock = new SharedClock(frozenAt.getTime());
  const timeouts = new StallTimeouts();
  const pipeline = await startPipeline(
    { ...world, now: frozenAt, seed, wallClock: clock.now, sleep: clock.sleep },
    { initialSyncStart, windowDays, concurrency: 4, resources: read },
    { runtime: clock.runtime, requestTimeout: timeouts.timeoutOf },
  );
  timeouts.watch(pipeline.simulator);
  return pipeline;
}

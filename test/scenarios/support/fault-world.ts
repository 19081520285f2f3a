import { startPipeline, type Pipeline } from '../../support/pipeline.js';
import { SharedClock } from '../../support/shared-clock.js';

/* Orders fill several pages, and the listings are one of each kind. */
const resources = [
  ...['orders', 'time_entries', 'shifts', 'menu_items', 'published_menus', 'restaurant_details'],
  'restaurants',
];

const world = {
  restaurants: 2,
  ordersPerDay: 30,
  from: '2026-03-01',
  to: '2026-03-16',
  /* So that the listings of the configuration have several pages. */
  configPageSize: 20,
};

/* Short, since some faults last as long. What the simulator has to make first takes some hundred
   milliseconds a page, one after the other, so not too many may be on their way. */
const requestTimeoutMs = 1_000;
const concurrency = 4;

const standstill = new Date('2026-03-14T18:00:00Z');

/**
 * A small world to put faults into; the client waits in no time. The world's clock stands still,
 * unless it is given where it starts (epoch milliseconds).
 */
export async function startFaultWorld(
  seed: number,
  options: { clockStart?: number; resources?: readonly string[] } = {},
): Promise<Pipeline> {
  const { clockStart } = options;
  const clock = new SharedClock(clockStart);
  const time = clockStart === undefined ? { now: standstill } : {};
  return startPipeline(
    { ...world, ...time, seed, wallClock: clock.now, sleep: clock.sleep },
    { windowDays: 10, concurrency, resources: options.resources ?? resources },
    { runtime: clock.runtime, requestTimeoutMs },
  );
}

import { numbers, positive, type Bench } from './support/bench.js';
import { removeDatabase } from './support/database.js';
import { repeated } from './support/repeat.js';
import { ratio, spread } from './support/spread.js';
import { extract } from './support/steps.js';
import { withWorld, type BenchWorld } from './support/world.js';

/* Calls of /ordersBulk per second and location (guide: apiRateLimiting). */
const allowedPerSecond = 5;

const path = '/orders/v2/ordersBulk';
const ordersPerDay = 2;
const daysSince = 5;

/**
 * Measures in real time how much of the rate limits is used, and whether locations slow each other
 * down. Each window of the history is a day, and one request.
 */
export const bench: Bench<'windows' | 'locations' | 'latency' | 'repeat'> = {
  defaults: { windows: '150', locations: '1,20', latency: '100', repeat: '3' },
  async run(options) {
    const measured = [];
    for (const restaurants of numbers(options, 'locations')) {
      const days = positive(options, 'windows') - daysSince;
      const size = {
        ...{ orders: restaurants * days * ordersPerDay, restaurants, days, daysSince },
        ...{ windowDays: 1, rateLimits: true, latencyMs: positive(options, 'latency') },
      };
      const repeat = positive(options, 'repeat');
      const runs = await withWorld(size, (world) => repeated(repeat, () => measure(world)));
      measured.push({ restaurants, runs });
    }
    const [alone] = measured;
    const together = measured.at(-1);
    return {
      cases: measured.map(({ restaurants, runs }) => ({
        restaurants,
        requests_per_location: runs[0]?.locations[0]?.requests,
        refused: spread(runs.map(({ refused }) => refused)),
        used_of_allowed: spread(runs.flatMap((run) => run.locations.map(({ used }) => used))),
        slowest_location_seconds: spread(runs.map(({ slowest }) => slowest)),
        seconds: spread(runs.map(({ seconds }) => seconds)),
        cpu_seconds: spread(runs.map(({ cpuSeconds }) => cpuSeconds)),
      })),
      ...(alone && together && alone !== together
        ? {
            together_to_alone: {
              seconds: ratio(
                together.runs.map(({ seconds }) => seconds),
                alone.runs.map(({ seconds }) => seconds),
              ),
              slowest_location: ratio(
                together.runs.map(({ slowest }) => slowest),
                alone.runs.map(({ slowest }) => slowest),
              ),
            },
          }
        : {}),
    };
  },
};

async function measure(world: BenchWorld) {
  const database = world.path('warehouse.duckdb');
  await removeDatabase(database);
  const before = world.simulator.requests().length;
  const { usage } = await extract(world, database, 'orders');
  const calls = world.simulator
    .requests()
    .slice(before)
    .filter((call) => call.path === path);
  const locations = world.simulator.world.restaurants.map(({ guid }) =>
    usageOf(calls.filter(({ restaurantGuid }) => restaurantGuid === guid)),
  );
  return {
    ...usage,
    locations,
    slowest: Math.max(...locations.map(({ seconds }) => seconds)),
    refused: calls.filter(({ status }) => status === 429).length,
  };
}

/* Limits count in fixed slices of a second, so each slice that is touched allows its full number. */
function usageOf(calls: readonly { at: number }[]) {
  const times = calls.map(({ at }) => at);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const slices = Math.floor(last / 1000) - Math.floor(first / 1000) + 1;
  return {
    requests: calls.length,
    used: calls.length / (slices * allowedPerSecond),
    seconds: (last - first) / 1000,
  };
}

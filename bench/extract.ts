import { copyFile } from 'node:fs/promises';
import { day } from '../src/resources/timestamp.js';
import { receivedOrders, removeDatabase } from './support/database.js';
import { numbers, positive, type Bench } from './support/bench.js';
import { repeated } from './support/repeat.js';
import { ratio, rounded, spread } from './support/spread.js';
import { extract, type Extracted } from './support/steps.js';
import { withWorld, type WorldSize } from './support/world.js';

/**
 * Measures extraction from the simulated API to committed rows, by restaurants, history and resources, and
 * into a database that has the orders.
 */
export const bench: Bench<'orders' | 'repeat' | 'restaurants' | 'parts'> = {
  defaults: {
    orders: '20000',
    repeat: '3',
    restaurants: '1,4,10',
    parts: 'restaurants,history,all,rest',
  },
  async run(options) {
    const orders = positive(options, 'orders');
    const repeat = positive(options, 'repeat');
    const parts = options.parts.split(',');
    const figures: Record<string, unknown> = {};
    if (parts.includes('restaurants')) {
      const cases = [];
      for (const restaurants of numbers(options, 'restaurants')) {
        const { figures } = await measure({ orders, restaurants, days: 90 }, repeat, 'orders');
        cases.push(figures);
      }
      figures['by_restaurants'] = cases;
    }
    if (parts.includes('history')) {
      const month = { orders: orders / 5, restaurants: 4, days: 30 };
      const short = await measure(month, repeat, 'orders');
      const tenfold = { ...month, orders: month.orders * 10, days: month.days * 10 };
      const long = await measure(tenfold, repeat, 'orders');
      figures['by_history'] = [short.figures, long.figures];
      figures['tenfold_history'] = {
        memory: ratio(long.peaks, short.peaks),
        cpu: ratio(long.cpu, short.cpu),
        time: ratio(long.seconds, short.seconds),
      };
    }
    /* Some 50 orders per restaurant and day. */
    const most = Math.max(...numbers(options, 'restaurants'));
    const size = { orders, restaurants: most, days: Math.max(3, Math.round(orders / most / 50)) };
    if (parts.includes('all')) {
      figures['all_resources'] = (await measure(size, repeat, undefined)).figures;
    }
    if (parts.includes('rest')) figures['with_orders'] = await measureRest(size, repeat);
    return figures;
  },
};

/* Extracts orders, then everything else into a copy of that database, then the last two days again. The
   first round is not counted, because the simulator makes its pages during it. */
async function measureRest(size: WorldSize, repeat: number) {
  return withWorld(size, async (world) => {
    const [orders, database] = [world.path('orders.duckdb'), world.path('warehouse.duckdb')];
    const twoDays = new Date(world.start + (size.days - 2) * day).toISOString();
    const round = async () => {
      await removeDatabase(orders);
      await removeDatabase(database);
      const first = await extract(world, orders, 'orders');
      await copyFile(orders, database);
      const rest = await extract(world, database);
      const again = await extract(world, database, 'orders', '--from', twoDays);
      return { first, rest, again };
    };
    await round();
    const { count } = await receivedOrders(orders);
    const rounds = await repeated(repeat, round);
    const figuresOf = (runs: readonly Extracted[]) => ({
      requests: runs[0]?.result.requests,
      seconds: spread(runs.map(({ usage }) => usage.seconds)),
      cpu_seconds: spread(runs.map(({ usage }) => usage.cpuSeconds)),
      peak_mb: spread(runs.map(({ usage }) => usage.peakMegabytes)),
    });
    return {
      restaurants: size.restaurants,
      days: size.days,
      orders: count,
      orders_only: figuresOf(rounds.map(({ first }) => first)),
      everything_else: figuresOf(rounds.map(({ rest }) => rest)),
      last_two_days_again: figuresOf(rounds.map(({ again }) => again)),
    };
  });
}

/* The first extraction is not counted, because the simulator makes its pages during it. */
async function measure(size: WorldSize, repeat: number, resources: string | undefined) {
  return withWorld(size, async (world) => {
    const database = world.path('warehouse.duckdb');
    await extract(world, database, resources);
    const { count, bytes } = await receivedOrders(database);
    const runs = await repeated(repeat, async () => {
      await removeDatabase(database);
      const before = process.cpuUsage();
      const { usage, result } = await extract(world, database, resources);
      const simulator = process.cpuUsage(before);
      return { ...usage, result, simulator: (simulator.user + simulator.system) / 1e6 };
    });
    const [seconds, cpu] = [runs.map((run) => run.seconds), runs.map((run) => run.cpuSeconds)];
    const peaks = runs.map((run) => run.peakMegabytes);
    const figures = {
      restaurants: size.restaurants,
      days: size.days,
      orders: count,
      bytes_per_order: rounded(bytes / count),
      requests: runs[0]?.result.requests,
      seconds: spread(seconds),
      orders_per_second: spread(seconds.map((each) => count / each)),
      orders_per_second_of_run: spread(runs.map(({ result }) => count / result.seconds)),
      megabytes_per_second: spread(seconds.map((each) => bytes / 1e6 / each)),
      cpu_ms_per_order: spread(cpu.map((each) => (each * 1000) / count)),
      simulator_cpu_ms_per_order: spread(runs.map(({ simulator }) => (simulator * 1000) / count)),
      peak_mb: spread(peaks),
    };
    return { figures, seconds, cpu, peaks };
  });
}

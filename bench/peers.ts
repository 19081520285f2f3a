import { DEMO_CLIENT_ID, DEMO_CLIENT_SECRET } from 'toast-simulator';
import { split } from '../src/extract/plan/windows.js';
import { day, toastTimestamp } from '../src/resources/timestamp.js';
import { positive, type Bench } from './support/bench.js';
import { receivedOrders, removeDatabase } from './support/database.js';
import { installPeers, runPipeline } from './support/python.js';
import { repeated } from './support/repeat.js';
import type { Usage } from './support/run-node.js';
import { ratio, rounded, spread } from './support/spread.js';
import { build, extract } from './support/steps.js';
import { withWorld, type BenchWorld } from './support/world.js';

/**
 * Measures `toast extract` and `toast transform` against a dlt pipeline (REST client, merge on guid, child
 * tables, DuckDB) that copies the same orders from the same simulated API, in turn.
 */
export const bench: Bench<'orders' | 'repeat' | 'restaurants' | 'days'> = {
  defaults: { orders: '12000', repeat: '1', restaurants: '10', days: '60' },
  async run(options) {
    await installPeers();
    const size = {
      orders: positive(options, 'orders'),
      restaurants: positive(options, 'restaurants'),
      days: positive(options, 'days'),
    };
    return withWorld(size, async (world) => {
      const database = world.path('warehouse.duckdb');
      /* Not counted, because the simulator makes its pages during it. */
      await extract(world, database, 'orders');
      const { count, bytes } = await receivedOrders(database);
      const rounds = await repeated(positive(options, 'repeat'), async () => {
        await removeDatabase(database);
        const toast = await build(world, database, 'orders');
        const dlt = await runPipeline(pipelineOptions(world));
        if (dlt.result.orders !== count) {
          throw new Error(`dlt loaded ${dlt.result.orders} orders, toast ${count}.`);
        }
        return { toast, dlt: dlt.usage };
      });
      const toast = rounds.map(({ toast: { extract, transform, ...both } }) => ({
        ...both,
        peakMegabytes: Math.max(extract.peakMegabytes, transform.peakMegabytes),
      }));
      const dlt = rounds.map((round) => round.dlt);
      return {
        orders: count,
        bytes_per_order: rounded(bytes / count),
        toast: {
          ...figuresOf(toast),
          extract: figuresOf(rounds.map((round) => round.toast.extract)),
          transform: figuresOf(rounds.map((round) => round.toast.transform)),
        },
        dlt: figuresOf(dlt),
        dlt_to_toast: {
          seconds: compare(dlt, toast, 'seconds'),
          cpu_seconds: compare(dlt, toast, 'cpuSeconds'),
          peak_mb: compare(dlt, toast, 'peakMegabytes'),
        },
      };
    });
  },
};

/* The same windows as those of `toast`. */
function pipelineOptions({ simulator, start }: BenchWorld) {
  const now = simulator.now().getTime();
  return {
    url: simulator.url,
    clientId: DEMO_CLIENT_ID,
    clientSecret: DEMO_CLIENT_SECRET,
    restaurants: simulator.world.restaurants.map(({ guid }) => guid),
    windows: split({ start, end: now }, 30 * day).map((window) => [
      toastTimestamp(window.start),
      toastTimestamp(window.end),
    ]),
  };
}

function figuresOf(runs: readonly Usage[]) {
  return {
    seconds: spread(runs.map(({ seconds }) => seconds)),
    cpu_seconds: spread(runs.map(({ cpuSeconds }) => cpuSeconds)),
    peak_mb: spread(runs.map(({ peakMegabytes }) => peakMegabytes)),
  };
}

function compare(runs: readonly Usage[], to: readonly Usage[], figure: keyof Usage): number {
  return ratio(
    runs.map((run) => run[figure]),
    to.map((run) => run[figure]),
  );
}

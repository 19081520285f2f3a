import { stat } from 'node:fs/promises';
import { positive, type Bench } from './support/bench.js';
import { repeated } from './support/repeat.js';
import { runNode } from './support/run-node.js';
import { rounded, spread } from './support/spread.js';
import { build } from './support/steps.js';
import { bin } from './support/toast.js';
import { lastDate, withWorld } from './support/world.js';

/** Measures the report of the last day with orders, as a page and as JSON, which needs no charts. */
export const bench: Bench<'orders' | 'restaurants' | 'repeat'> = {
  defaults: { orders: '20000', restaurants: '4', repeat: '5' },
  async run(options) {
    const [orders, restaurants] = [positive(options, 'orders'), positive(options, 'restaurants')];
    return withWorld({ orders, restaurants, days: 90 }, async (world) => {
      const database = world.path('warehouse.duckdb');
      const { loadedOrders } = await build(world, database);
      await world.simulator.close();
      const page = world.path('report.html');
      const json = world.path('report.json');
      const report = (output: string) => {
        const args = ['report', '--database', database, '--date', lastDate, '--output', output];
        return runNode([bin, ...args], world.folder);
      };
      /* They alternate, so that a busy moment of the machine affects both. */
      const runs = await repeated(positive(options, 'repeat'), async () => ({
        page: await report(page),
        json: await report(json),
      }));
      const usage = (format: keyof (typeof runs)[number]) => ({
        seconds: spread(runs.map((run) => run[format].seconds)),
        cpu_seconds: spread(runs.map((run) => run[format].cpuSeconds)),
        peak_mb: spread(runs.map((run) => run[format].peakMegabytes)),
      });
      return {
        orders: loadedOrders,
        page: { ...usage('page'), file_mb: rounded((await stat(page)).size / 1e6) },
        json: { ...usage('json'), file_mb: rounded((await stat(json)).size / 1e6) },
      };
    });
  },
};

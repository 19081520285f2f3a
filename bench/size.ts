import { numbers, positive, type Bench } from './support/bench.js';
import { databaseBytes, receivedBytes } from './support/database.js';
import { editOrders } from './support/edit-orders.js';
import { rounded } from './support/spread.js';
import { build, extract } from './support/steps.js';
import { toast } from './support/toast.js';
import { withWorld } from './support/world.js';

/** Measures the database against the JSON in it in bytes, at first and after incremental runs. */
export const bench: Bench<'orders' | 'runs'> = {
  defaults: { orders: '20000', runs: '10' },
  async run(options) {
    const cases = [];
    for (const orders of numbers(options, 'orders')) {
      cases.push(await sizes(orders, positive(options, 'runs')));
    }
    return { cases };
  },
};

async function sizes(orders: number, runs: number) {
  return withWorld({ orders, restaurants: 4, days: 90 }, async (world) => {
    const database = world.path('warehouse.duckdb');
    await extract(world, database);
    const json = await receivedBytes(database);
    const raw = await databaseBytes(database);
    await toast(world.folder, ['transform', '--database', database]);
    const modelled = await databaseBytes(database);

    const grown = [];
    for (let round = 0; round < runs; round++) {
      editOrders(world.simulator, Math.round(orders / 100), round);
      await build(world, database);
      grown.push(await databaseBytes(database));
    }
    const fresh = world.path('fresh.duckdb');
    await build(world, fresh);
    const freshBytes = await databaseBytes(fresh);
    const last = grown.at(-1) ?? modelled;
    return {
      orders,
      json_mb: megabytes(json),
      raw_mb: megabytes(raw),
      modelled_mb: megabytes(modelled),
      after_runs_mb: grown.map(megabytes),
      fresh_mb: megabytes(freshBytes),
      raw_to_json: rounded(raw / json),
      modelled_to_json: rounded(modelled / json),
      after_runs_to_fresh: rounded(last / freshBytes),
      largest_after_runs_to_fresh: rounded(Math.max(...grown) / freshBytes),
    };
  });
}

function megabytes(bytes: number): number {
  return rounded(bytes / 1e6);
}

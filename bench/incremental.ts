import { copyFile } from 'node:fs/promises';
import { numbers, positive, type Bench } from './support/bench.js';
import { removeDatabase } from './support/database.js';
import { editOrders } from './support/edit-orders.js';
import { repeated } from './support/repeat.js';
import { ratio, spread } from './support/spread.js';
import { build, extract, type Built } from './support/steps.js';
import { withWorld } from './support/world.js';

/**
 * Measures extract and transform after 1% of the orders changed and after nothing changed against the
 * full build, and after the same number of changes at each size of history.
 */
export const bench: Bench<'orders' | 'repeat' | 'resources'> = {
  defaults: { orders: '20000', repeat: '3', resources: '' },
  async run(options) {
    const sizes = numbers(options, 'orders');
    const repeat = positive(options, 'repeat');
    const sameEdits = Math.round(Math.min(...sizes) / 100);
    const measured = [];
    for (const orders of sizes) {
      measured.push(await measure(orders, sameEdits, repeat, options.resources || undefined));
    }
    const [first] = measured;
    const last = measured.at(-1);
    return {
      cases: measured.map(({ figures }) => figures),
      ...(first && last && first !== last
        ? { same_edits_growth: compare(last.same, first.same), edits: sameEdits }
        : {}),
    };
  },
};

async function measure(
  orders: number,
  sameEdits: number,
  repeat: number,
  resources: string | undefined,
) {
  return withWorld({ orders, restaurants: 4, days: 90 }, async (world) => {
    const database = world.path('warehouse.duckdb');
    await extract(world, database, resources);
    const full = await repeated(repeat, async () => {
      await removeDatabase(database);
      return build(world, database, resources);
    });
    let round = 0;
    /* A copy is updated first, because the simulator makes the changed pages during it. */
    const after = (edits: number) =>
      repeated(repeat, async () => {
        editOrders(world.simulator, edits, (round += 1));
        const copy = world.path('copy.duckdb');
        await copyFile(database, copy);
        await extract(world, copy, resources);
        await removeDatabase(copy);
        return build(world, database, resources);
      });
    const edits = Math.round(orders / 100);
    const percent = await after(edits);
    const same = edits === sameEdits ? percent : await after(sameEdits);
    const unchanged = await after(0);
    return {
      same,
      figures: {
        full: figuresOf(full),
        changed: figuresOf(percent),
        unchanged: figuresOf(unchanged),
        changed_to_full: compare(percent, full),
        unchanged_to_full: compare(unchanged, full),
      },
    };
  });
}

function figuresOf(runs: readonly Built[]) {
  return {
    loaded_orders: spread(runs.map(({ loadedOrders }) => loadedOrders)),
    seconds: spread(runs.map(({ seconds }) => seconds)),
    cpu_seconds: spread(runs.map(({ cpuSeconds }) => cpuSeconds)),
    extract_seconds: spread(runs.map(({ extract }) => extract.seconds)),
    transform_seconds: spread(runs.map(({ transform }) => transform.seconds)),
    extract_cpu_seconds: spread(runs.map(({ extract }) => extract.cpuSeconds)),
    transform_cpu_seconds: spread(runs.map(({ transform }) => transform.cpuSeconds)),
  };
}

function compare(runs: readonly Built[], to: readonly Built[]) {
  const of = (figure: (run: Built) => number) => ratio(runs.map(figure), to.map(figure));
  return { seconds: of((run) => run.seconds), cpu_seconds: of((run) => run.cpuSeconds) };
}

import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelRunResult } from '../src/transform/run/model-events.js';
import { numbers, positive, type Bench } from './support/bench.js';
import { databaseBytes, receivedOrders, removeDatabase } from './support/database.js';
import { loadLastDay, takeLastDay } from './support/new-day.js';
import { repeated } from './support/repeat.js';
import { runNode } from './support/run-node.js';
import { ratio, rounded, spread } from './support/spread.js';
import { extract } from './support/steps.js';
import { bin } from './support/toast.js';
import { exportOrders, TypedRead } from './support/typed-read.js';
import { withWorld, type WorldSize } from './support/world.js';

/** Measures a full build of all tables, and what the engine needs to read the orders with types. */
export const bench: Bench<'orders' | 'restaurants' | 'repeat' | 'memory-limit' | 'batch'> = {
  defaults: {
    ...{ orders: '20000', restaurants: '4', repeat: '3', 'memory-limit': '' },
    batch: 'false',
  },
  async run(options) {
    const size = { restaurants: positive(options, 'restaurants'), days: 90 };
    const repeat = positive(options, 'repeat');
    if (options.batch === 'true') {
      const cases = [];
      for (const orders of numbers(options, 'orders')) {
        cases.push(await measureNewDay({ ...size, orders }, repeat, options['memory-limit']));
      }
      return { cases };
    }
    const measured = [];
    for (const orders of numbers(options, 'orders')) {
      measured.push(await measure({ ...size, orders }, repeat, options['memory-limit']));
    }
    const [first] = measured;
    const last = measured.at(-1);
    return {
      cases: measured.map(({ figures }) => figures),
      ...(first && last && first !== last
        ? {
            growth: {
              orders: rounded(last.figures.orders / first.figures.orders),
              seconds: ratio(last.seconds, first.seconds),
            },
          }
        : {}),
    };
  },
};

async function measure(size: WorldSize, repeat: number, memoryLimit: string) {
  return withWorld(size, async (world) => {
    const raw = world.path('raw.duckdb');
    await extract(world, raw);
    await world.simulator.close();
    const { count, bytes } = await receivedOrders(raw);
    const lines = world.path('orders.ndjson');
    await exportOrders(raw, lines);
    const typed = await TypedRead.of(lines);
    const database = world.path('warehouse.duckdb');
    const runs = await repeated(repeat, async () => {
      await copyFile(raw, database);
      const transform = await fullTransform(world.folder, database, memoryLimit);
      const fileBytes = await databaseBytes(database);
      await removeDatabase(database);
      const aggregate = await typed.aggregate();
      const table = await typed.createTable(world.path('typed.duckdb'));
      return { transform, fileBytes, aggregate, table };
    });
    const seconds = runs.map(({ transform }) => transform.seconds);
    const cpu = runs.map(({ transform }) => transform.cpuSeconds);
    const aggregate = runs.map((run) => run.aggregate);
    const table = runs.map((run) => run.table);
    const figures = {
      orders: count,
      bytes_per_order: rounded(bytes / count),
      seconds: spread(seconds),
      cpu_seconds: spread(cpu),
      peak_mb: spread(runs.map(({ transform }) => transform.peakMegabytes)),
      file_mb: spread(runs.map(({ fileBytes }) => fileBytes / 1e6)),
      read_seconds: spread(aggregate.map(({ seconds }) => seconds)),
      read_cpu_seconds: spread(aggregate.map(({ cpuSeconds }) => cpuSeconds)),
      create_table_seconds: spread(table.map(({ seconds }) => seconds)),
      create_table_cpu_seconds: spread(table.map(({ cpuSeconds }) => cpuSeconds)),
      to_read: ratio(
        seconds,
        aggregate.map((run) => run.seconds),
      ),
      to_create_table: ratio(
        seconds,
        table.map((run) => run.seconds),
      ),
      slowest: runs[0]?.transform.slowest,
    };
    return { seconds, figures };
  });
}

/* A full build of all days but the last, the build that takes in the last, and one with nothing new. */
async function measureNewDay(size: WorldSize, repeat: number, memoryLimit: string) {
  return withWorld(size, async (world) => {
    const raw = world.path('raw.duckdb');
    await extract(world, raw);
    await world.simulator.close();
    const { count, bytes } = await receivedOrders(raw);
    const day = world.path('day.duckdb');
    await takeLastDay(raw, day);
    const database = world.path('warehouse.duckdb');
    const build = () => fullTransform(world.folder, database, memoryLimit);
    let newOrders = 0;
    const runs = await repeated(repeat, async () => {
      await copyFile(raw, database);
      const full = await build();
      newOrders = await loadLastDay(database, day);
      const newDay = await build();
      const unchanged = await build();
      const fileBytes = await databaseBytes(database);
      await removeDatabase(database);
      return { full, newDay, unchanged, fileBytes };
    });
    return {
      orders: count,
      new_orders: newOrders,
      bytes_per_order: rounded(bytes / count),
      full: usage(runs.map(({ full }) => full)),
      new_day: usage(runs.map(({ newDay }) => newDay)),
      unchanged: usage(runs.map(({ unchanged }) => unchanged)),
      file_mb: spread(runs.map(({ fileBytes }) => fileBytes / 1e6)),
    };
  });
}

function usage(runs: readonly Awaited<ReturnType<typeof fullTransform>>[]) {
  return {
    seconds: spread(runs.map(({ seconds }) => seconds)),
    cpu_seconds: spread(runs.map(({ cpuSeconds }) => cpuSeconds)),
    peak_mb: spread(runs.map(({ peakMegabytes }) => peakMegabytes)),
    slowest: runs[0]?.slowest,
  };
}

async function fullTransform(cwd: string, database: string, memoryLimit: string) {
  const { stdout, ...usage } = await runNode(
    memoryLimit === ''
      ? [bin, 'transform', '--database', database, '--json']
      : ['--import', import.meta.resolve('tsx'), limited, database, memoryLimit],
    cwd,
  );
  const { result } = JSON.parse(stdout) as { result: { models: ModelRunResult[] } };
  const slowest = result.models
    .toSorted((a, b) => b.seconds - a.seconds)
    .slice(0, 8)
    .map(({ model, seconds }) => `${model} ${rounded(seconds)}`);
  return { ...usage, slowest };
}

const limited = join(import.meta.dirname, 'support/limited-transform.ts');

import { numbers, positive, type Bench } from './support/bench.js';
import { receivedOrders } from './support/database.js';
import { editOrders } from './support/edit-orders.js';
import { printTable } from './support/print-table.js';
import { publishShards } from './support/publish-shards.js';
import { withPublishServers, type PublishServers } from './support/publish-servers.js';
import {
  configureTargets,
  createTargets,
  publish,
  targetNames,
  type BenchTarget,
} from './support/publish-targets.js';
import { rounded, spread } from './support/spread.js';
import { extract } from './support/steps.js';
import { toast } from './support/toast.js';
import { withWorld, type BenchWorld } from './support/world.js';

/**
 * Measures `toast publish` to targets of each kind, by the length of the history: all of it, and nights with
 * 1% of the orders edited. With `--shards`, several databases publish into one lake at once instead, while
 * others query it.
 */
export const bench: Bench<
  'targets' | 'days' | 'restaurants' | 'orders-per-day' | 'nights' | 'shards' | 'readers'
> = {
  defaults: {
    ...{ targets: targetNames.join(','), days: '30,90', restaurants: '4', nights: '3' },
    ...{ 'orders-per-day': '60', shards: '0', readers: '4' },
  },
  async run(options) {
    const nights = positive(options, 'nights');
    const days = numbers(options, 'days');
    const size = {
      restaurants: positive(options, 'restaurants'),
      ordersPerDay: positive(options, 'orders-per-day'),
    };
    if (options.shards !== '0') {
      const [first = 30] = days;
      return withPublishServers((servers) =>
        publishShards(servers, {
          ...{ ...size, days: first, nights, shards: positive(options, 'shards') },
          readers: positive(options, 'readers'),
        }),
      );
    }
    const names = options.targets.split(',');
    const cases = [];
    for (const length of days) {
      cases.push(
        await withPublishServers((servers) =>
          measure(servers, { ...size, days: length }, names, nights),
        ),
      );
    }
    printTable(
      cases.flatMap(({ orders, targets }) => targets.flatMap((row) => rowsOf(orders, row))),
    );
    return { cases };
  },
};

interface Size {
  readonly restaurants: number;
  readonly days: number;
  readonly ordersPerDay: number;
}

async function measure(
  servers: PublishServers,
  { restaurants, days, ordersPerDay }: Size,
  names: readonly string[],
  nights: number,
) {
  const orders = restaurants * days * ordersPerDay;
  return withWorld({ orders, restaurants, days }, async (world) => {
    const database = world.path('warehouse.duckdb');
    const targets = await createTargets(world, servers, names);
    await configureTargets(world, servers, targets);
    await update(world, database);
    const full = await publishAll(world, database, targets);
    const unchanged = await publishAll(world, database, targets);
    const nightly: Published[][] = [];
    for (let night = 1; night <= nights; night++) {
      editOrders(world.simulator, Math.ceil(orders / 100), night);
      await update(world, database);
      nightly.push(await publishAll(world, database, targets));
    }
    const { count } = await receivedOrders(database);
    const rows = targets.map(({ name }, i) => ({
      target: name,
      full: figures([full[i]]),
      unchanged: figures([unchanged[i]]),
      night: figures(nightly.map((all) => all[i])),
    }));
    return { orders: count, days, targets: rows };
  });
}

async function update(world: BenchWorld, database: string): Promise<void> {
  await extract(world, database);
  await toast(world.folder, ['transform', '--database', database]);
}

type Published = Awaited<ReturnType<typeof publish>> & { bytes: number; files: number };

async function publishAll(
  world: BenchWorld,
  database: string,
  targets: readonly BenchTarget[],
): Promise<Published[]> {
  const all: Published[] = [];
  for (const target of targets) {
    all.push({ ...(await publish(world, database, target.name)), ...(await target.bytes()) });
  }
  return all;
}

function rowsOf(orders: number, { target, ...runs }: { target: string } & Record<string, unknown>) {
  return Object.entries(runs).map(([run, found]) => ({ orders, target, run, ...Object(found) }));
}

function figures(runs: readonly (Published | undefined)[]) {
  const given = runs.filter((run) => run !== undefined);
  const last = given.at(-1);
  return {
    seconds: spread(given.map(({ usage }) => usage.seconds)),
    cpu_seconds: spread(given.map(({ usage }) => usage.cpuSeconds)),
    peak_mb: spread(given.map(({ usage }) => usage.peakMegabytes)),
    written_rows: spread(given.map(({ rows }) => rows)),
    target_mb: rounded((last?.bytes ?? 0) / 1e6),
    target_files: last?.files ?? 0,
  };
}

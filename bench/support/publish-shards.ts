import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { receivedOrders } from './database.js';
import { editOrders } from './edit-orders.js';
import { startReaders } from './lake-readers.js';
import type { PublishServers } from './publish-servers.js';
import { configureTargets, createTargets, publish } from './publish-targets.js';
import { rounded, spread } from './spread.js';
import { extract } from './steps.js';
import { toast } from './toast.js';
import { withWorld, type BenchWorld } from './world.js';

export interface ShardOptions {
  readonly shards: number;
  /** Of each shard. */
  readonly restaurants: number;
  readonly ordersPerDay: number;
  readonly days: number;
  readonly nights: number;
  readonly readers: number;
}

/**
 * Measures databases of different restaurants that publish into one lake on S3 at once, while readers query
 * it: all of their history first, then nights with 1% of the orders edited. Readers check that each shard's
 * orders are all there or not at all.
 */
export async function publishShards(servers: PublishServers, options: ShardOptions) {
  const { shards, days, ordersPerDay, nights } = options;
  const restaurants = shards * options.restaurants;
  const orders = restaurants * days * ordersPerDay;
  return withWorld({ orders, restaurants, days }, async (world) => {
    const [target] = await createTargets(world, servers, ['ducklake-s3']);
    if (target === undefined) throw new Error('There is no target.');
    await configureTargets(world, servers, [target]);
    const parts = await createShards(world, shards, options.restaurants);
    for (const part of parts) await update(part);
    const counts = await Promise.all(parts.map(({ path }) => receivedOrders(path('s.duckdb'))));
    const rounds = [await publishAtOnce(parts, servers, target.settings, options)];
    for (let night = 1; night <= nights; night++) {
      editOrders(world.simulator, Math.ceil(orders / 100), night);
      for (const part of parts) await update(part);
      rounds.push(await publishAtOnce(parts, servers, target.settings, options));
    }
    const [full, ...nightly] = rounds;
    return {
      restaurants,
      orders: counts.reduce((sum, { count }) => sum + count, 0),
      full,
      nightly,
      lake: await target.bytes().then(({ bytes, files }) => ({ mb: rounded(bytes / 1e6), files })),
    };
  });
}

async function createShards(
  world: BenchWorld,
  shards: number,
  size: number,
): Promise<BenchWorld[]> {
  const text = await readFile(join(world.folder, 'configuration.json'), 'utf8');
  const configuration = JSON.parse(text) as object;
  const guids = world.simulator.world.restaurants.map(({ guid }) => guid);
  const parts: BenchWorld[] = [];
  for (let i = 0; i < shards; i++) {
    const folder = world.path(`shard-${i + 1}`);
    await mkdir(folder);
    const own = { ...configuration, restaurants: guids.slice(i * size, (i + 1) * size) };
    await writeFile(join(folder, 'configuration.json'), JSON.stringify(own), { mode: 0o600 });
    parts.push({ ...world, folder, path: (name) => join(folder, name) });
  }
  return parts;
}

async function update(part: BenchWorld): Promise<void> {
  await extract(part, part.path('s.duckdb'));
  await toast(part.folder, ['transform', '--database', part.path('s.duckdb')]);
}

async function publishAtOnce(
  parts: readonly BenchWorld[],
  servers: PublishServers,
  settings: Readonly<Record<string, unknown>>,
  { readers, restaurants }: ShardOptions,
) {
  const reading = startReaders(servers, settings, { readers, restaurants });
  const startedAt = performance.now();
  const published = await Promise.all(
    parts.map((part) => publish(part, part.path('s.duckdb'), 'ducklake-s3', '--wait', '30m')),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  return {
    seconds: rounded(seconds),
    publish_seconds: spread(published.map(({ usage }) => usage.seconds)),
    publish_cpu_seconds: spread(published.map(({ usage }) => usage.cpuSeconds)),
    publish_peak_mb: spread(published.map(({ usage }) => usage.peakMegabytes)),
    written_rows: published.reduce((sum, { rows }) => sum + rows, 0),
    ...(await reading.stop()),
  };
}

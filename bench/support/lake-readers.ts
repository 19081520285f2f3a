import { setTimeout as sleep } from 'node:timers/promises';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { literal } from '../../src/warehouse/engine/sql.js';
import type { PublishServers } from './publish-servers.js';
import { spread } from './spread.js';

/* What an analyst asks for: a sum of a mart, orders of one business date, and a join. */
const queries = [
  `select restaurant_id, sum(net_sales), sum(guest_count) from lake.toast_marts.sales_daily group by all`,
  `select count(*) from lake.toast.orders where business_date = (select max(business_date) from lake.toast_marts.sales_daily)`,
  `select item_name, sum(net_sales) from lake.toast_marts.item_sales group by all order by 2 desc limit 20`,
];

/* People look at an answer before they ask again; readers without a pause would take both cores. */
const pauseMs = 1000;

/* Rows of two tables of each restaurant, in one snapshot: a shard's restaurants have all of them or none. */
const check = `
  select
    (select count(distinct restaurant_id) from lake.toast.orders) as with_orders,
    (select count(distinct restaurant_id) from lake.toast_marts.sales_daily) as with_days`;

export interface ReadingOptions {
  readonly readers: number;
  /** Of a shard. */
  readonly restaurants: number;
}

/** Starts readers of a lake, each an engine of its own, which query until they are stopped. */
export function startReaders(
  servers: PublishServers,
  settings: Readonly<Record<string, unknown>>,
  options: ReadingOptions,
) {
  const seconds: number[] = [];
  let torn = 0;
  let isStopped = false;
  const read = async () => {
    const instance = await DuckDBInstance.create(':memory:', {
      extension_directory: servers.extensionDirectory,
      threads: '1',
    });
    const connection = await attached(instance, servers, settings, () => isStopped);
    for (let i = 0; !isStopped && connection !== undefined; i++) {
      const startedAt = performance.now();
      await connection.runAndReadAll(queries[i % queries.length] ?? '');
      seconds.push((performance.now() - startedAt) / 1000);
      const [row] = (await connection.runAndReadAll(check)).getRows();
      const [withOrders, withDays] = (row ?? []).map(Number);
      const isWhole = withOrders === withDays && (withOrders ?? 0) % options.restaurants === 0;
      if (!isWhole) torn += 1;
      await sleep(pauseMs);
    }
    connection?.closeSync();
    instance.closeSync();
  };
  const reading = Promise.all(Array.from({ length: options.readers }, read));
  return {
    async stop() {
      isStopped = true;
      await reading;
      return {
        queries: seconds.length,
        torn_reads: torn,
        ...(seconds.length === 0 ? {} : { query_seconds: spread(seconds) }),
      };
    },
  };
}

/* The first publisher creates the tables; until then there is nothing to read. */
async function attached(
  instance: DuckDBInstance,
  { s3, postgres }: PublishServers,
  { to }: Readonly<Record<string, unknown>>,
  isStopped: () => boolean,
): Promise<DuckDBConnection | undefined> {
  const connection = await instance.connect();
  await connection.run(
    `create secret storage (type s3, key_id ${literal(s3.keyId)}, secret ${literal(s3.secret)},
      region ${literal(s3.region)}, endpoint ${literal(s3.endpoint)}, use_ssl false, url_style 'path');
    create secret catalog (type postgres, password ${literal(postgres.password)})`,
  );
  while (!isStopped()) {
    try {
      await connection.run(
        `attach ${literal(String(to))} as lake (read_only, meta_secret 'catalog')`,
      );
      await connection.run(check);
      return connection;
    } catch {
      await connection.run('detach database if exists lake');
      await sleep(200);
    }
  }
  return undefined;
}

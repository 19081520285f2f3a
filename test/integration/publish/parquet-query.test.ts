import { expect, it } from 'vitest';
import { chooseTargets, type PublishTarget } from '../../../src/publish/target.js';
import type { ReadOnlySession } from '../../../src/warehouse/query/read-only-session.js';
import { openSession, rowsOf } from '../../support/target-session.js';
import { parquetTarget } from './support/parquet-target.js';

async function open(folder: string, at?: string): Promise<ReadOnlySession> {
  const [target] = chooseTargets([folder], { publish: {} });
  return openSession(target as PublishTarget, {
    ...{ settings: { s3: { useSsl: true } }, at },
    runtime: { now: () => 0, sleep: async () => undefined, random: () => 0 },
  });
}

it('a query reads the tables of a Parquet target, without a schema, as they were when it began', async () => {
  const { folder, publish, edit } = await parquetTarget();
  await publish();
  const session = await open(folder);
  const orders = 'select count(*), sum(amount)::integer from orders';
  const sales = 'select sum(net_sales)::integer, sum(orders)::integer from sales_daily';
  expect(await rowsOf(session, orders)).toEqual([[40, 975]]);
  expect(await rowsOf(session, sales)).toEqual([[975, 40]]);
  expect(await rowsOf(session, 'from toast.nothing')).toEqual([]);
  /* Of the folders' names nothing is added. */
  expect((await session.stream('from orders')).columns.map(({ name }) => name)).toEqual([
    ...['restaurant_id', 'id', 'business_date', 'amount', 'opened_at', 'email', 'extra'],
  ]);
  await edit('update toast.orders set amount = amount + 1');
  await publish();
  expect(await rowsOf(session, orders)).toEqual([[40, 975]]);
  expect(await rowsOf(await open(folder), orders)).toEqual([[40, 1015]]);
});

it('a query of a Parquet target changes nothing and reads nothing else', async () => {
  const { folder, publish } = await parquetTarget();
  await publish();
  const session = await open(folder);
  const refused = [
    `drop view toast.orders`,
    `copy orders to '${folder}x.parquet'`,
    `from read_parquet('${folder}toast/orders/*/*.parquet')`,
    `from read_text('${folder}manifest.json')`,
    `from '/etc/passwd.csv'`,
    `from duckdb_secrets()`,
  ];
  for (const sql of refused) await expect(rowsOf(session, sql), sql).rejects.toThrow();
});

it('a Parquet target has no snapshots, and one that nothing was published to cannot be queried', async () => {
  const { folder, publish } = await parquetTarget();
  await expect(open(folder)).rejects.toThrow(/^Nothing was published to .*\/lake\/ yet\.$/);
  await publish();
  await expect(open(folder, '2026-03-01')).rejects.toThrow(/has no snapshots, so --at/);
});

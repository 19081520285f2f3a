import { inject, expect, it } from 'vitest';
import type { ReadOnlySession } from '../../src/warehouse/query/read-only-session.js';
import { openSession, rowsOf } from '../support/target-session.js';
import { shared } from '../support/vitest/when-done.js';
import {
  hastyRuntime,
  lakeSettings,
  publish,
  remoteLake,
  type LakeTarget,
} from './support/publish.js';
import { smallSource } from './support/small-source.js';

const lake = shared(async () => {
  const source = await smallSource(['A']);
  const remote = await remoteLake({ schema: 'lake' });
  const first = await publish(source.warehouse, remote.target);
  await source.run(`update toast.orders set amount = 7000 where id = 'A-3-1'`);
  const second = await publish(source.warehouse, remote.target);
  return { ...remote, snapshots: [first.snapshot ?? '', second.snapshot ?? ''] };
});

async function open(target: LakeTarget, at?: string): Promise<ReadOnlySession> {
  return openSession(target, { settings: lakeSettings(), runtime: hastyRuntime, at });
}

const sum = 'select count(*), sum(amount)::int from orders';

it('a query reads a lake, as it is and as it was', async () => {
  const { target, snapshots } = lake();
  const now = await open(target);
  const [[orders, total]] = (await rowsOf(now, sum)) as [[number, number]];
  expect(orders).toBe(200);
  expect(await rowsOf(now, 'select sum(net_sales)::int from sales_daily')).toEqual([[total]]);
  const before = await open(target, snapshots[0]);
  expect(await rowsOf(before, sum)).toEqual([[200, total - 7000 + 301]]);
  const later = await open(target, new Date(Date.now() + 60_000).toISOString());
  expect(await rowsOf(later, sum)).toEqual([[200, total]]);
  await expect(open(target, '999')).rejects.toThrow(/has no snapshot at 999/);
  await expect(open(target, '2020-01-01')).rejects.toThrow(/has no snapshot at 2020/);
  await expect(open(target, 'yesterday')).rejects.toThrow(/neither a snapshot nor a time/);
});

it('a query of a lake changes nothing and reads nothing else', async () => {
  const { target, catalog } = lake();
  const session = await open(target);
  const data = target.data ?? '';
  const refused = [
    `insert into orders (id) values ('x')`,
    `delete from orders`,
    `drop table orders`,
    `create table lake.toast.t as select 1`,
    `create temp table t as select 1 as a; select * from t`,
    `attach ':memory:' as m`,
    `detach lake`,
    `copy orders to '${data}x.parquet'`,
    `call ducklake_expire_snapshots('lake', versions => [1])`,
    `from ducklake_expire_snapshots('lake', versions => [1])`,
    `from ducklake_merge_adjacent_files('lake')`,
    `from ducklake_cleanup_old_files('lake', cleanup_all => true)`,
    `from lake.set_option('parquet_version', 2)`,
    `from ducklake_list_files('lake', 'orders', schema => 'toast')`,
    `from postgres_query('__ducklake_metadata_lake', 'select version()')`,
    `from postgres_scan('dbname=${catalog.database}', 'lake', 'ducklake_metadata')`,
    `from read_parquet('${data}toast/orders/*/*/*.parquet')`,
    `from glob('${data}**')`,
    `from '${data}toast/orders/x.parquet'`,
    `from read_text('/etc/hostname')`,
    `from '/etc/passwd.csv'`,
    `from read_text('http://${inject('s3').endpoint}/')`,
    `from duckdb_secrets()`,
    `from "__ducklake_metadata_lake".lake.ducklake_data_file`,
    `from "__DUCKLAKE_metadata_lake".lake.ducklake_metadata`,
    `from which_secret('s3://x', 's3')`,
    `set enable_external_access = true`,
    `load httpfs`,
  ];
  for (const sql of refused) {
    await expect(rowsOf(session, sql), sql).rejects.toThrow();
  }
  expect(await rowsOf(session, 'select count(*) from orders')).toEqual([[200]]);
  const shown = JSON.stringify([
    await rowsOf(session, 'from duckdb_settings()'),
    await rowsOf(session, 'from duckdb_databases()'),
  ]);
  for (const secret of [catalog.password, inject('s3').secret]) {
    expect(shown.includes(secret)).toBe(false);
  }
});

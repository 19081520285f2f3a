import { readdir } from 'node:fs/promises';
import { expect, it } from 'vitest';
import type { PublishResult } from '../../src/publish/publisher.js';
import { tempDir } from '../support/temp-dir.js';
import { fingerprints } from './support/equal.js';
import { lakeTarget, publish, remoteLake } from './support/publish.js';
import { readLake } from './support/read-lake.js';
import { smallSource, type SmallSource } from './support/small-source.js';

/* The rows written and deleted, of the tables that changed. */
function counts({ tables }: PublishResult): Record<string, [number, number]> {
  return Object.fromEntries(
    tables
      .filter(({ written, deleted }) => written + deleted > 0)
      .map(({ table, written, deleted }) => [table, [written, deleted]]),
  );
}

async function expectEqual(source: SmallSource, target: Parameters<typeof publish>[1]) {
  const { local, lake } = await fingerprints(source.warehouse, target);
  expect(lake).toEqual(local);
}

it('an incremental publish writes only the days that changed, whatever changed them', async () => {
  const source = await smallSource(['A', 'B']);
  const { target, folder } = await remoteLake();
  const first = await publish(source.warehouse, target, { dryRun: true });
  expect(counts(first)).toMatchObject({ 'toast.orders': [400, 0] });
  expect(await readdir(folder)).toEqual([]);
  await publish(source.warehouse, target);
  /* An order is edited, one changes its date to another month, one goes, and a day is added. */
  await source.run(`
    update toast.orders set amount = 7 where id = 'A-3-1';
    update toast.orders set business_date = '2026-02-20' where id = 'A-5-2';
    delete from toast.orders where id = 'B-8-0';
    insert into toast.orders by name
    select 'B' as restaurant_id, date '2026-03-09' as business_date, 'B-new' as id, 1 as amount`);
  const result = await publish(source.warehouse, target, { verify: true });
  expect(counts(result)).toEqual({
    /* A on the 3rd, the 5th and 20 February; B on the 8th and the new day. */
    'toast.orders': [5 + 4 + 6 + 4 + 1, 5 + 5 + 5 + 5],
    'toast_marts.sales_daily': [5, 4],
  });
  await expectEqual(source, target);

  const planned = await publish(source.warehouse, target, { dryRun: true, full: true });
  expect(planned.status).toBe('planned');
  expect(planned.snapshot).toBe(result.snapshot);
  expect(await publish(source.warehouse, target, { full: true })).toMatchObject({
    status: 'published',
  });
  await expectEqual(source, target);
});

it('rows without a business date or a restaurant are published once', async () => {
  const source = await smallSource(['A']);
  const { target } = await remoteLake();
  await source.run(`
    insert into toast.orders by name select 'A' as restaurant_id, 'no-date' as id, 1 as amount;
    insert into toast.restaurant by name select null as restaurant_id, 'nobody' as name`);
  await publish(source.warehouse, target);
  await source.run(`update toast.orders set amount = 2 where id = 'no-date';
    update toast.restaurant set name = 'Nobody' where restaurant_id is null`);
  expect(counts(await publish(source.warehouse, target))).toMatchObject({
    'toast.orders': [1, 1],
  });
  await expectEqual(source, target);
});

it('a table gains, loses and retypes columns, and comes and goes', async () => {
  const source = await smallSource(['A']);
  const { target } = await remoteLake();
  await publish(source.warehouse, target);
  const steps = [
    `drop view toast_marts.sales_daily`,
    `alter table toast.orders add column tip decimal(18, 4) default 3`,
    `alter table toast.orders drop column details`,
    `alter table toast.orders alter column amount type varchar`,
    `alter table toast_marts.dim_date add column year int default 2026`,
    `create table toast.payment as select 'A' as restaurant_id, 'p1' as id`,
    `drop table toast.payment`,
    `create type mood as enum ('good', 'bad'); alter table toast.orders add column mood mood default 'bad'`,
  ];
  for (const step of steps) {
    await source.run(step);
    expect(await publish(source.warehouse, target, { verify: true }), step).toMatchObject({
      status: 'published',
    });
    if (!step.includes('mood')) await expectEqual(source, target);
    expect(await publish(source.warehouse, target), step).toMatchObject({ status: 'unchanged' });
  }
  const reader = await readLake(target);
  const tables = await reader.all(
    `select schema_name || '.' || table_name as label from duckdb_tables()
    where database_name = 'lake' and schema_name <> 'toast_publish' order by all`,
  );
  expect(tables).toEqual([
    { label: 'toast.orders' },
    { label: 'toast.restaurant' },
    { label: 'toast_marts.dim_date' },
  ]);
});

it.each(['lake.ducklake', 'sqlite:lake.sqlite'])(
  'publishes to %s with files on disk',
  async (path) => {
    const folder = await tempDir();
    const source = await smallSource(['A']);
    const target = lakeTarget(`ducklake:${path.replace(/[^:]*$/, (file) => `${folder}/${file}`)}`);
    await publish(source.warehouse, target);
    await source.run(`update toast.orders set amount = 7 where id = 'A-3-1'`);
    await publish(source.warehouse, target, { verify: true });
    await expectEqual(source, target);
    expect((await readdir(folder)).length).toBeGreaterThan(1);
  },
);

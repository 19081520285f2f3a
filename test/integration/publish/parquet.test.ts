import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parquetStatus } from '../../../src/publish/parquet/status.js';
import { keptForMs } from '../../../src/publish/parquet/manifest/expired-files.js';
import { FolderStore } from '../../../src/publish/store/folder-store.js';
import { Source } from '../../../src/publish/source/source.js';
import { planTables } from '../../../src/publish/plan/plan-tables.js';
import { literal } from '../../../src/warehouse/engine/sql.js';
import { projectOf } from '../../support/project-of.js';
import type { PublishResult } from '../../../src/publish/publisher.js';
import { everyFile, everyValue } from './support/every-file.js';
import { parquetTarget, rowsOf, targetOf } from './support/parquet-target.js';

describe('publishing to a folder of Parquet files', () => {
  it('writes every table with the same rows, in types that others read, and tables by day by month', async () => {
    const { warehouse, folder, publish: publishNow, manifest } = await parquetTarget();
    const result = await publishNow({ verify: true });
    expect(result).toMatchObject({ status: 'published', verified: true });
    expect(result.tables.map(({ table, rows, written }) => [table, rows, written])).toEqual([
      ['toast.kinds', 1, 1],
      ['toast.nothing', 0, 0],
      ['toast.orders', 40, 40],
      ['toast_marts.sales_daily', 40, 40],
    ]);
    const written = await manifest();
    const orders = written.tables.find(({ name }) => name === 'orders');
    expect(orders?.partitionedBy).toBe('business_month');
    expect(orders?.files.map(({ month, rows }) => [month, rows])).toEqual([
      ['2026-09', 2],
      ['2026-10', 31],
      ['2026-11', 7],
    ]);
    const types = written.tables[0]?.columns.map(({ name, type }) => [name, type]);
    expect(types).toEqual([
      ['id', 'VARCHAR'],
      ['large', 'DOUBLE'],
      ['kind', 'VARCHAR'],
      ['at', 'VARCHAR'],
      ['lasts', 'VARCHAR'],
      ['list', 'SMALLINT[]'],
      ['nested', 'STRUCT(a DECIMAL(2,1), "b c" VARCHAR[])'],
      ['key', 'VARCHAR'],
    ]);
    const [row] = await rowsOf(warehouse, folder, written, 'toast.kinds');
    expect(row).toMatchObject({ kind: 'x', at: '10:30:00', lasts: '2 days', list: [1, 2] });
    expect(row?.nested).toEqual({ a: '1.5', 'b c': ['x'] });
    const rows = await rowsOf(warehouse, folder, written, 'toast.orders');
    expect(rows).toEqual(
      await warehouse.with((connection) =>
        connection.all(`select * replace (extra::varchar as extra) from toast.orders order by all`),
      ),
    );
    for (const { path, bytes } of orders?.files ?? []) {
      const file = join(folder, path);
      expect((await stat(file)).size).toBe(bytes);
      const read = (sql: string) => warehouse.with((connection) => connection.query(sql));
      const compression = `select distinct compression from parquet_metadata(${literal(file)})`;
      expect((await read(compression)).rows).toEqual([['ZSTD']]);
      const keys = `select restaurant_id || business_date from read_parquet(${literal(file)})`;
      const sorted = (await read(keys)).rows;
      expect(sorted).toEqual(sorted.toSorted());
    }
  });

  it('writes nothing when nothing changed, and otherwise the months that did', async () => {
    const { folder, publish: publishNow, manifest, edit } = await parquetTarget();
    const { snapshot } = await publishNow();
    const before = await everyFile(folder);
    const unchanged = await publishNow();
    expect(unchanged).toMatchObject({ status: 'unchanged', snapshot });
    expect(await everyFile(folder)).toEqual(before);
    await edit(`update toast.orders set amount = 99 where id = 'o1'`);
    const changed = await publishNow({ verify: true });
    expect(counts(changed)).toEqual([
      ['toast.orders', 2, 2],
      ['toast_marts.sales_daily', 2, 2],
    ]);
    const after = await manifest();
    const isNew = ({ path }: { path: string }) => path.includes(changed.snapshot ?? '?');
    expect(after.tables.flatMap(({ files }) => files.filter(isNew))).toHaveLength(2);
    expect(after.replaced).toHaveLength(2);
  });

  it('leaves readers of the manifest before what they read, for a day', async () => {
    const {
      warehouse,
      folder,
      publish: publishNow,
      manifest,
      edit,
      runtime,
    } = await parquetTarget();
    await publishNow();
    const before = await manifest();
    const rows = await rowsOf(warehouse, folder, before, 'toast.orders');
    await edit(`update toast.orders set amount = amount + 1`);
    await publishNow();
    runtime.advance(keptForMs - 60_000);
    await edit(`update toast.orders set amount = amount + 1`);
    await publishNow();
    expect(await rowsOf(warehouse, folder, before, 'toast.orders')).toEqual(rows);
    runtime.advance(60_000);
    await edit(`delete from toast.orders where id = 'o39'`);
    await publishNow({ verify: true });
    await expect(rowsOf(warehouse, folder, before, 'toast.orders')).rejects.toThrow();
    const { length } = await new FolderStore(folder, 0o600).list('versions');
    const named = await manifest();
    expect(length).toBe(named.tables.flatMap(({ files }) => files).length + named.replaced.length);
  });

  it('keeps in the folders of tables each row once, under names that stay', async () => {
    const { warehouse, folder, publish: publishNow, edit } = await parquetTarget();
    await publishNow();
    const orders = () =>
      warehouse.with((connection) =>
        connection.all(`select business_month, count(*) as n, sum(amount)::varchar as amount
          from read_parquet('${folder}/toast/orders/**/*.parquet') group by all order by all`),
      );
    const before = await orders();
    expect(before.map(({ business_month, n }) => [business_month, n])).toEqual([
      ['2026-09', 2],
      ['2026-10', 31],
      ['2026-11', 7],
    ]);
    await edit(`delete from toast.orders where business_date < '2026-10-01'`);
    await edit(`update toast.orders set amount = 0 where business_date >= '2026-11-01'`);
    await publishNow();
    expect(await orders()).toEqual([
      before[1],
      { business_month: '2026-11', n: 7, amount: '0.0000' },
    ]);
  });

  it('completes the folders that a publish did not get to', async () => {
    const { folder, publish: publishNow, edit } = await parquetTarget();
    await publishNow();
    const store = new FolderStore(folder, 0o600);
    const folders = await store.read('folders.json');
    await edit(`update toast.orders set amount = 0 where id = 'o1'`);
    const { snapshot } = await publishNow();
    /* As if it had been killed after the manifest. */
    await store.replace(
      'folders.json',
      folders?.text ?? '',
      (await store.read('folders.json'))?.version,
    );
    await store.remove(['toast/orders/business_month=2026-09/data.parquet']);
    expect(await publishNow()).toMatchObject({ status: 'unchanged', snapshot });
    expect(JSON.parse((await store.read('folders.json'))?.text ?? '')).toMatchObject({ snapshot });
    await stat(join(folder, 'toast/orders/business_month=2026-09/data.parquet'));
  });

  it('has rows without a date, gains months when a table grows, and drops tables that are gone', async () => {
    const { folder, publish: publishNow, manifest, edit } = await parquetTarget();
    await edit(`delete from toast.orders where id > 'o15'`);
    await publishNow();
    const small = (await manifest()).tables.find(({ name }) => name === 'orders');
    expect(small).toMatchObject({ rows: 8, files: [{ rows: 8 }] });
    await edit(`insert into toast.orders select * replace (null as business_date) from toast.orders;
      insert into toast.orders from toast.orders; drop table toast.kinds`);
    await publishNow({ verify: true });
    const { tables } = await manifest();
    const grown = tables.find(({ name }) => name === 'orders');
    expect(grown?.files.map(({ month }) => month)).toEqual([null, '2026-09', '2026-10']);
    const listed = await new FolderStore(folder, 0o600).list('toast');
    expect(listed.toSorted()).toEqual([
      'toast/nothing/data.parquet',
      'toast/orders/business_month=2026-09/data.parquet',
      'toast/orders/business_month=2026-10/data.parquet',
      'toast/orders/business_month=__HIVE_DEFAULT_PARTITION__/data.parquet',
    ]);
  });

  it('has no value of what is excluded, not even in old files', async () => {
    const { warehouse, folder, publish: publishNow } = await parquetTarget();
    const valuesOf = () => warehouse.with((connection) => everyValue(connection, folder));
    await publishNow();
    expect(await valuesOf()).toContain('guest7@example.com');
    await publishNow({ profile: { exclude: ['kinds'], guests: 'drop' }, verify: true });
    const nulled = await valuesOf();
    expect(nulled).not.toContain('example.com');
    expect(nulled).toContain('email');
    await publishNow({
      profile: { exclude: ['kinds', 'orders.email', 'orders.extra'] },
      verify: true,
    });
    const values = await valuesOf();
    expect(values).not.toMatch(/example.com|email|kinds|extra/);
    expect(values).toContain('net_sales');
  });

  it('shows what it would write, and has a status', async () => {
    const { warehouse, folder, publish: publishNow, edit, runtime } = await parquetTarget();
    const planned = await publishNow({ dryRun: true });
    expect(planned).toMatchObject({ status: 'planned' });
    await expect(stat(folder)).rejects.toThrow('ENOENT');
    const status = async () => {
      const source = await Source.open({ warehouse, project: projectOf({}) });
      const target = targetOf(folder);
      const { tables } = planTables(source.relations, target);
      const { signal } = new AbortController();
      const settings = { s3: { useSsl: true } };
      const found = await parquetStatus({
        target,
        settings,
        signal,
        runtime,
        local: { source, tables },
      });
      source.close();
      return found;
    };
    expect(await status()).toMatchObject({ publishedAt: null, tables: 0, differing: null });
    const { snapshot } = await publishNow();
    expect(await status()).toMatchObject({
      ...{ publishedAt: '2026-11-27T02:00:02.000Z', snapshot, tables: 4, rows: 81, differing: [] },
      bytes: expect.any(Number),
    });
    await edit(`update toast.orders set amount = 0 where id = 'o1'`);
    expect((await publishNow({ dryRun: true })).tables).toContainEqual({
      ...{ table: 'toast.orders', rows: 40, written: 2, deleted: 2 },
    });
    expect((await status()).differing).toEqual(['toast.orders', 'toast_marts.sales_daily']);
  });
});

function counts({ tables }: PublishResult) {
  return tables
    .filter(({ written, deleted }) => written + deleted > 0)
    .map(({ table, written, deleted }) => [table, written, deleted]);
}

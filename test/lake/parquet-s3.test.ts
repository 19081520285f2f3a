import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, inject, it } from 'vitest';
import { Secret } from '../../src/config/secret.js';
import { parseManifest } from '../../src/publish/parquet/manifest/manifest.js';
import { ReplacedError } from '../../src/publish/store/store.js';
import { chooseTargets, type PublishTarget } from '../../src/publish/target.js';
import { systemRuntime } from '../../src/runtime.js';
import { openSession, rowsOf } from '../support/target-session.js';
import { closeLater } from './support/close-later.js';
import { parquetBucket, s3Settings, userWithPolicy } from './support/parquet-bucket.js';

it('writes to S3 what changed, reads it back, and writes nothing when nothing changed', async () => {
  const { publish, edit, folder, store } = await parquetBucket();
  expect(await publish({ verify: true })).toMatchObject({ status: 'published', verified: true });
  const before = await objects(folder);
  expect(await publish()).toMatchObject({ status: 'unchanged' });
  expect(await objects(folder)).toEqual(before);
  await edit(`update toast.orders set amount = 7 where id = 'o1'`);
  const { snapshot = '' } = await publish({ verify: true });
  const added = [...(await objects(folder)).keys()].filter((path) => !before.has(path));
  expect(added.map((path) => path.replace(snapshot, '*'))).toEqual([
    'sales/versions/*/toast/orders/business_month=2026-09/data.parquet',
    'sales/versions/*/toast_marts/sales_daily/business_month=2026-09/data.parquet',
  ]);
  expect((await store.list('versions')).length).toBe(
    [...(await objects(folder)).keys()].filter((path) => path.includes('/versions/')).length,
  );
});

it('is read by DuckDB from the manifest and from the folders with the statements of the docs', async () => {
  const { publish, address, warehouse } = await parquetBucket();
  await publish();
  const docs = await readFile(join(import.meta.dirname, '../../docs/parquet.md'), 'utf8');
  const [byManifest = '', byFolder = ''] = [...docs.matchAll(/```sql\n(.*?)```/gs)].map(
    ([, sql = '']) => sql.replaceAll('s3://bucket/sales/', address),
  );
  const lake = await reader();
  const [count] = await lake(byFolder.replace('from', 'select count(*) as n from'));
  expect(count).toEqual({ n: '7' });
  const sums = `select sum(net_sales)::varchar as net_sales from`;
  const [local] = await warehouse.with((connection) =>
    connection.all(`${sums} toast_marts.sales_daily`),
  );
  const statement = byManifest
    .replace(/select restaurant_name.*?from/s, sums)
    .replace(/where is_complete.*/s, '');
  expect(await lake(statement)).toEqual([local]);
});

it('is queried by its address, with the views of the manifest', async () => {
  const { publish, address } = await parquetBucket();
  await publish();
  const [target] = chooseTargets([address], { publish: {} });
  const session = await openSession(target as PublishTarget, {
    settings: { s3: s3Settings(), extensionDirectory: inject('extensionDirectory') },
    runtime: systemRuntime,
  });
  expect(await rowsOf(session, 'select count(*) from orders')).toEqual([[40]]);
  await expect(session.stream(`from read_parquet('${address}**')`)).rejects.toThrow();
});

it('is right when two publish at once, and refuses to replace a manifest it does not know', async () => {
  const { publish, edit, store } = await parquetBucket();
  const results = await Promise.all([publish(), publish()]);
  expect(results.map(({ status }) => status).toSorted()).toEqual(['published', 'unchanged']);
  await edit(`update toast.orders set amount = amount + 1`);
  await Promise.all([publish(), publish()]);
  expect(await publish({ verify: true })).toMatchObject({ status: 'unchanged', verified: true });
  const stored = await store.read('manifest.json');
  for (const known of [undefined, '"another"']) {
    await expect(store.replace('manifest.json', '{}', known)).rejects.toThrow(ReplacedError);
  }
  expect(await store.read('manifest.json')).toEqual(stored);
});

it('shows readers of the manifest one state while it is published over and over', async () => {
  const { publish, edit, store, address } = await parquetBucket();
  await publish();
  const lake = await reader();
  let isDone = false;
  const publishing = (async () => {
    for (let i = 1; i <= 8; i++) {
      await edit(`update toast.orders set amount = ${i}`);
      await publish();
    }
  })().finally(() => (isDone = true));
  const seen = new Set<string>();
  for (let reads = 0; !isDone || reads < 20; reads++) {
    const manifest = parseManifest((await store.read('manifest.json'))?.text ?? '', address);
    const files = (name: string) => {
      const paths = manifest.tables.find((table) => table.name === name)?.files ?? [];
      return `read_parquet([${paths.map(({ path }) => `'${address}${path}'`).join(', ')}])`;
    };
    const [sums] = await lake(`select
      (select sum(amount) from ${files('orders')}) as orders,
      (select sum(net_sales) from ${files('sales_daily')}) as days,
      (select count(distinct amount) from ${files('orders')}) as amounts`);
    expect(sums?.days).toBe(sums?.orders);
    seen.add(String(sums?.orders));
  }
  await publishing;
  expect(seen.size).toBeGreaterThan(1);
});

it('needs no more than the policy of the docs, and readers cannot write', async () => {
  const { publish, edit, bucket, folder } = await parquetBucket();
  const docs = await readFile(join(import.meta.dirname, '../../docs/parquet.md'), 'utf8');
  const json = /```json\n(\{\s+"Version".*?)```/s.exec(docs)?.[1] ?? '';
  const policy = JSON.parse(json.replaceAll('arn:aws:s3:::bucket', `arn:aws:s3:::${bucket}`)) as {
    Statement: Record<string, unknown>[];
  };
  const publisher = await userWithPolicy(bucket, policy.Statement);
  await publish({ verify: true }, publisher);
  await edit(`update toast.orders set amount = 7; drop table toast.kinds`);
  await publish({ verify: true }, publisher);
  const paths = [...(await objects(folder)).keys()];
  expect(paths.filter((path) => path.includes('kinds'))).toEqual([]);
  const readerSettings = await userWithPolicy(bucket, [
    { ...policy.Statement[0], Action: ['s3:GetObject'] },
    policy.Statement[1] ?? {},
  ]);
  expect(await publish({ verify: true }, readerSettings)).toMatchObject({ status: 'unchanged' });
  await edit(`update toast.orders set amount = 8`);
  await expect(publish({}, readerSettings)).rejects.toThrow(/AccessDenied/);
  expect(await publish({ verify: true })).toMatchObject({ status: 'published' });
});

it.each([
  ['a wrong secret', { secret: new Secret('wr0ng-s3cret') }, /SignatureDoesNotMatch/],
  ['a wrong key', { keyId: 'nobody' }, /InvalidAccessKeyId/],
  ['a server that is down', { endpoint: '127.0.0.1:9' }, /ECONNREFUSED/],
])(
  'with %s leaves the target as it was, and no message has the secret',
  async (_, changes, message) => {
    const { publish, edit, folder } = await parquetBucket();
    await publish();
    const before = await objects(folder);
    await edit(`update toast.orders set amount = 7`);
    const settings = s3Settings(changes);
    const error: unknown = await publish({}, settings).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ message: expect.stringMatching(message) });
    const shown = inspect(error, { depth: 9, showHidden: true });
    for (const secret of [settings.secret?.reveal(), inject('s3').secret]) {
      expect(shown).not.toContain(secret);
    }
    expect(await objects(folder)).toEqual(before);
  },
);

/* The objects of a bucket with when they were written. */
async function objects(folder: string): Promise<Map<string, number>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.parentPath.includes('.sgwtmp'));
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).toSorted();
  const times = await Promise.all(paths.map(async (path) => (await stat(path)).mtimeMs));
  return new Map(paths.map((path, i) => [path.slice(folder.length + 1), times[i] ?? 0]));
}

/* An engine of its own with access to the server, as an analyst would have. */
async function reader(): Promise<(sql: string) => Promise<Record<string, unknown>[]>> {
  const { endpoint, region, keyId, secret } = inject('s3');
  const instance = await DuckDBInstance.create(':memory:', {
    extension_directory: inject('extensionDirectory'),
  });
  const connection = await instance.connect();
  closeLater(connection, instance);
  await connection.run(`load httpfs; create secret (type s3, key_id '${keyId}', secret '${secret}',
    region '${region}', endpoint '${endpoint}', use_ssl false, url_style 'path')`);
  return async (sql) => {
    const statements = sql
      .split(';')
      .map((each) => each.trim())
      .filter(Boolean);
    let rows: Record<string, unknown>[] = [];
    for (const statement of statements) {
      rows = (await connection.runAndReadAll(statement)).getRowObjectsJson();
    }
    return rows;
  };
}

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { ducklakePublisher } from '../../src/publish/ducklake/publisher.js';
import { Secret } from '../../src/config/secret.js';
import { errorOf } from '../support/error-of.js';
import { fingerprints } from './support/equal.js';
import { userWithPolicy } from './support/parquet-bucket.js';
import {
  catalogName,
  hastyRuntime,
  lakeSettings,
  lakeTarget,
  publish,
  remoteLake,
} from './support/publish.js';
import { readLake } from './support/read-lake.js';
import { psql } from './support/servers.js';
import { smallSource } from './support/small-source.js';

/* All texts of the catalog: every value of every table of it. */
async function catalogText(database: string): Promise<string> {
  const tables = await psql(
    database,
    `select table_name from information_schema.tables where table_schema = 'public'`,
  );
  const contents = await Promise.all(
    tables.map((table) => psql(database, `select t::text from public."${table}" as t`)),
  );
  return [...tables, ...contents.flat()].join('\n');
}

it('what is not published is neither in the catalog nor in the files', async () => {
  const source = await smallSource(['A']);
  await source.run(`
    drop view toast_marts.sales_daily;
    alter table toast.orders add column tab_name varchar default 'EXCLUDED-COLUMN';
    create table toast.payment as select 'A' as restaurant_id, 'EXCLUDED-TABLE' as card;
    create schema toast_intermediate;
    create table toast_intermediate.int_checks as select 'A' as restaurant_id, 'INTERMEDIATE' as id;
    insert into toast_meta.token values ('account', 'TOKEN-CIPHERTEXT', now(), now())`);
  const { target, catalog, folder } = await remoteLake({
    exclude: ['orders.tab_name', 'toast.payment'],
  });
  await publish(source.warehouse, target);
  const reader = await readLake(target);
  const names = await reader.all<{ name: string }>(
    `select distinct schema_name as name from duckdb_tables() where database_name = 'lake' order by all`,
  );
  expect(names.map(({ name }) => name)).toEqual(['toast', 'toast_marts', 'toast_publish']);
  /* The files are compressed: their values are read with the engine, and their bytes searched as well. */
  const files = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  expect(files.length).toBeGreaterThan(5);
  const rows = await Promise.all(
    files.map((file) =>
      reader.all(`select file::varchar as row from read_parquet('${file}') as file`),
    ),
  );
  const bytes = await Promise.all(files.map((file) => readFile(file, 'latin1')));
  const all = [await catalogText(catalog.database), JSON.stringify(rows), ...bytes].join('\n');
  expect(all).toContain('A-3-1');
  for (const closed of [
    ...['EXCLUDED-COLUMN', 'tab_name', 'EXCLUDED-TABLE', 'INTERMEDIATE', 'int_checks'],
    ...['TOKEN-CIPHERTEXT', 'raw-payload', 'raw_toast', 'toast_meta'],
  ]) {
    expect(all.includes(closed), closed).toBe(false);
  }
  for (const secret of [catalog.password, inject('s3').secret, inject('s3').keyId]) {
    expect(all.includes(secret)).toBe(false);
  }
});

it('the roles and policies of the docs let publishers write and readers only read', async () => {
  const source = await smallSource(['A']);
  const { target, catalog, bucket } = await remoteLake();
  /* As docs/publish.md has it, before anything is published. */
  const role = `${catalog.database}_reader`;
  await psql(
    catalog.database,
    `create role ${role} login password 'reader-passw0rd';
    grant usage on schema public to ${role};
    alter default privileges for role ${catalog.user} in schema public
      grant select on tables to ${role}`,
  );
  const objects = `arn:aws:s3:::${bucket}/sales/*`;
  const ofPublishers = [
    { Effect: 'Allow', Action: ['s3:ListBucket'], Resource: [`arn:aws:s3:::${bucket}`] },
    {
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'],
      Resource: [objects],
    },
  ];
  const ofReaders = [{ Effect: 'Allow', Action: ['s3:GetObject'], Resource: [objects] }];
  const publisher = await userWithPolicy(bucket, ofPublishers);
  const settings = { ...lakeSettings(), s3: { ...publisher, urlStyle: 'path' as const } };
  await publish(source.warehouse, target, { settings, verify: true });
  const cleaned = await ducklakePublisher.maintain?.({
    ...{ target, settings, runtime: hastyRuntime, waitMs: 0, dryRun: false, keepMs: 0 },
    signal: new AbortController().signal,
  });
  expect(cleaned?.numbers.orphansDeleted).toBe(0);

  const reader = await userWithPolicy(bucket, ofReaders);
  const asReader = lakeTarget(
    catalogName({ ...catalog, user: role, password: 'reader-passw0rd' }),
    {
      data: target.data,
    },
  );
  const lake = await readLake(asReader, 'data_inlining_row_limit 0', {
    keyId: reader.keyId ?? '',
    secret: reader.secret?.reveal() ?? '',
  });
  expect(await lake.all('select count(*)::int as n from lake.toast.orders')).toEqual([{ n: 200 }]);
  /* S3 refuses the file, and PostgreSQL what has none. */
  const insert = lake.run(`insert into lake.toast.orders (id) values ('x')`);
  await expect(insert).rejects.toThrow(/403|AccessDenied/);
  await expect(lake.run('drop table lake.toast.orders')).rejects.toThrow(/permission denied/);
  const refused = await errorOf(publish(source.warehouse, asReader, { full: true }));
  expect(refused.message).toMatch(/PostgreSQL denies access to the catalog of .*: table /);
});

it('outages and wrong secrets leave the lake as it was, and messages without secrets', async () => {
  const source = await smallSource(['A']);
  const { target, catalog } = await remoteLake();
  await publish(source.warehouse, target);
  const before = await fingerprints(source.warehouse, target);
  await source.run(`update toast.orders set amount = 7 where id = 'A-3-1'`);
  const at = (changes: Partial<typeof catalog>) =>
    lakeTarget(catalogName({ ...catalog, ...changes }), { data: target.data });
  const wrong = 'wr0ng-s3cret';
  const cases = [
    [at({ port: 1 }), {}, /catalog of .* cannot be reached: Connection refused/, 5],
    [at({ host: 'no-such-host.invalid' }), {}, /cannot be reached: could not translate host/, 5],
    [at({ password: wrong }), {}, /refuses the connection .*password authentication failed/, 3],
    [at({ database: 'nonesuch' }), {}, /has no database nonesuch/, 3],
    [target, { secret: new Secret(wrong) }, /S3 refuses access/, 3],
    [target, { keyId: 'nobody' }, /S3 refuses access/, 3],
    [target, { endpoint: '127.0.0.1:1' }, /S3 cannot be reached/, 5],
    [lakeTarget(catalogName(catalog), { data: 's3://elsewhere/' }), {}, /has its data in s3/, 3],
  ] as const;
  for (const [place, s3, message, exitCode] of cases) {
    const error = await errorOf(publish(source.warehouse, place, { settings: lakeSettings(s3) }));
    expect(error).toMatchObject({ exitCode, suggestion: expect.any(String) });
    expect(error.cause).toBeUndefined();
    expect(error.message).toMatch(message);
    const shown = JSON.stringify([error.message, error, error.stack]);
    for (const secret of [wrong, catalog.password, inject('s3').secret]) {
      expect(shown.includes(secret), shown).toBe(false);
    }
  }
  expect((await fingerprints(source.warehouse, target)).lake).toEqual(before.lake);
  await publish(source.warehouse, target, { verify: true });
});

it('a catalog of another version is refused and not migrated', async () => {
  const source = await smallSource(['A']);
  const { target, catalog } = await remoteLake();
  await publish(source.warehouse, target);
  for (const version of ['0.3', '1.1']) {
    await psql(
      catalog.database,
      `update public.ducklake_metadata set value = '${version}' where key = 'version'`,
    );
    const error = await errorOf(publish(source.warehouse, target));
    expect(error.message).toContain(`has DuckLake version ${version}, and this program uses 1.0`);
    expect(
      await psql(
        catalog.database,
        `select value from public.ducklake_metadata where key = 'version'`,
      ),
    ).toEqual([version]);
  }
});

it('an encrypted lake, whose catalog is named by a URL, has no readable file', async () => {
  const source = await smallSource(['A']);
  const { catalog, folder, bucket } = await remoteLake();
  const { user, password, host, port, database } = catalog;
  const url = `ducklake:postgres:postgresql://${user}:${password}@${host}:${port}/${database}`;
  const data = `s3://${bucket}/sales/`;
  await publish(source.warehouse, lakeTarget(url, { data, encrypted: true }), { verify: true });
  const target = lakeTarget(catalogName(catalog), { data });
  const reader = await readLake(target);
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(
    ({ name }) => name.endsWith('.parquet'),
  );
  const [file] = files.map(({ parentPath, name }) => join(parentPath, name));
  await expect(reader.all(`from read_parquet('${file}')`)).rejects.toThrow(/encrypted/);
});

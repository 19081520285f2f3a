import { readdir } from 'node:fs/promises';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { expect, inject, it } from 'vitest';
import { newBucket, newCatalog, psql, type CatalogAccess } from './support/servers.js';

/* Attaches a DuckLake to an engine of its own, as a user of DuckDB would. */
async function attachLake(
  { host, port, database, user, password }: CatalogAccess,
  dataPath: string,
  secret = inject('s3').secret,
): Promise<DuckDBConnection> {
  const { endpoint, region, keyId } = inject('s3');
  const instance = await DuckDBInstance.create(':memory:', {
    extension_directory: inject('extensionDirectory'),
    autoinstall_known_extensions: 'false',
  });
  const connection = await instance.connect();
  await connection.run(`
    create secret catalog (type postgres, host '${host}', port ${port},
      database '${database}', user '${user}', password '${password}');
    create secret storage (type s3, key_id '${keyId}', secret '${secret}', region '${region}',
      endpoint '${endpoint}', use_ssl false, url_style 'path');
    attach 'ducklake:postgres:' as lake (meta_secret 'catalog', data_path '${dataPath}')`);
  return connection;
}

it('a DuckLake has its catalog in PostgreSQL and its data on S3', async () => {
  const catalog = await newCatalog();
  const bucket = await newBucket();
  const writer = await attachLake(catalog, `s3://${bucket.name}/sales/`);
  await writer.run('create table lake.numbers as from range(1000) as n(number)');

  const reader = await attachLake(catalog, `s3://${bucket.name}/sales/`);
  const sum = await reader.runAndReadAll('select sum(number)::int as sum from lake.numbers');
  expect(sum.getRowObjects()).toEqual([{ sum: 499_500 }]);
  expect(await psql(catalog.database, 'select table_name from ducklake_table')).toEqual([
    'numbers',
  ]);
  const objects = await readdir(bucket.folder, { recursive: true });
  expect(objects.filter((name) => name.endsWith('.parquet'))).toHaveLength(1);
});

it('the S3 server refuses a wrong signature', async () => {
  const bucket = await newBucket();
  const writer = await attachLake(await newCatalog(), `s3://${bucket.name}/`, 'not-the-secret');
  const write = writer.run('create table lake.numbers as from range(1000) as n(number)');
  await expect(write).rejects.toThrow(/403/);
  expect(await readdir(bucket.folder)).toEqual([]);
});

it('PostgreSQL refuses a wrong password', async () => {
  const catalog = { ...(await newCatalog()), password: 'not-the-password' };
  await expect(attachLake(catalog, 's3://any/')).rejects.toThrow(/password authentication failed/);
});

import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { inject } from 'vitest';

/** How a role connects to a database of the PostgreSQL server. */
export interface CatalogAccess {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
}

const suffix = () => randomUUID().replaceAll('-', '').slice(0, 12);

/** Creates an empty PostgreSQL database that a role of its own owns. */
export async function newCatalog(): Promise<CatalogAccess> {
  const { host, port } = inject('postgres');
  const database = `lake_${suffix()}`;
  const [user, password] = [`${database}_owner`, `pg-s3cret-${suffix()}`];
  await psql('postgres', `create role ${user} login password '${password}'`);
  await psql('postgres', `create database ${database} owner ${user}`);
  return { host, port, database, user, password };
}

/** Runs SQL in a PostgreSQL database as the superuser. Returns its rows, with `|` between the values. */
export async function psql(database: string, sql: string): Promise<string[]> {
  const { client, host, port, user, password } = inject('postgres');
  const { stdout } = await execa(
    client,
    [
      ...['--host', host, '--port', String(port), '--username', user, '--dbname', database],
      ...['--no-psqlrc', '--quiet', '--no-align', '--tuples-only', '--set', 'ON_ERROR_STOP=1'],
      ...['--command', sql],
    ],
    { env: { PGPASSWORD: password } },
  );
  return stdout === '' ? [] : stdout.split('\n');
}

/** Creates an empty bucket: its name, and the folder that has its objects as files. */
export async function newBucket(): Promise<{ name: string; folder: string }> {
  const name = `bucket-${suffix()}`;
  const folder = join(inject('s3').folder, name);
  await mkdir(folder);
  return { name, folder };
}

import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { installExtensions } from '../../scripts/lake/extensions.js';
import { startPostgres, type PostgresAccess } from '../../scripts/lake/postgresql.js';
import { startS3Server, type S3Access } from '../../scripts/lake/s3-server.js';

/** A PostgreSQL and an S3-compatible server on this machine, and the engine's extensions. */
export interface PublishServers {
  readonly extensionDirectory: string;
  readonly postgres: PostgresAccess;
  readonly s3: S3Access;
  /** Creates an empty bucket: its address, and the folder that has its objects as files. */
  newBucket(): Promise<{ address: string; folder: string }>;
  /** Creates an empty database for a catalog, and returns how a target names it, without the password. */
  newCatalog(): Promise<string>;
}

/** Installs what is missing, starts the servers, and stops them after `work`. */
export async function withPublishServers<T>(
  work: (servers: PublishServers) => Promise<T>,
): Promise<T> {
  const extensionDirectory = await installExtensions();
  const postgres = await startPostgres();
  const s3 = await startS3Server();
  try {
    return await work({
      ...{ extensionDirectory, postgres, s3 },
      async newBucket() {
        const name = `bench-${randomUUID().slice(0, 8)}`;
        const folder = join(s3.folder, name);
        await mkdir(folder);
        return { address: `s3://${name}/sales/`, folder };
      },
      async newCatalog() {
        const { client, host, port, user, password } = postgres;
        const name = `bench_${randomUUID().replaceAll('-', '').slice(0, 12)}`;
        const access = ['--host', host, '--port', String(port), '--username', user];
        await execa(
          client,
          [...access, '--dbname', 'postgres', '--command', `create database ${name}`],
          {
            env: { PGPASSWORD: password },
          },
        );
        return `ducklake:postgres:dbname=${name} host=${host} port=${port} user=${user}`;
      },
    });
  } finally {
    await Promise.all([postgres.stop(), s3.stop()]);
  }
}

/** What the configuration of `toast` says of these servers. */
export function serverSettings({ extensionDirectory, s3 }: PublishServers): object {
  const { endpoint, region, keyId, secret } = s3;
  return {
    extensionDirectory,
    s3: { endpoint, region, keyId, secret, useSsl: false, urlStyle: 'path' },
  };
}

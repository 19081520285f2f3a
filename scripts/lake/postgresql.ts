import { chown, mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { exists } from './cache.js';
import { installDebianPackages } from './packages.js';
import { freePort, startServer, type ServerProcess } from './server-process.js';

/** A PostgreSQL server of its own: how to connect to it as its superuser. */
export interface PostgresAccess {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** Where its data is, for tests that look at the bytes. */
  readonly dataFolder: string;
  /** Path of psql. */
  readonly client: string;
}

const debianFolder = '/usr/lib/postgresql';

/** Starts a PostgreSQL server on a free port, with its data in a folder that is removed when it stops. */
export async function startPostgres(): Promise<PostgresAccess & ServerProcess> {
  const programs = await findPrograms();
  const user = await serverUser();
  const folder = await mkdtemp(join(tmpdir(), 'toast-postgres-'));
  const password = 'sup3rus3r-passw0rd';
  const passwordFile = join(folder, 'password');
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (user !== undefined) {
    for (const path of [folder, passwordFile]) await chown(path, user.uid, user.gid);
  }
  const dataFolder = join(folder, 'data');
  const account = { cwd: folder, ...user };
  await execa(
    `${programs}/initdb`,
    [
      ...['--pgdata', dataFolder, '--username', 'postgres', '--pwfile', passwordFile],
      ...['--auth', 'scram-sha-256', '--encoding', 'UTF8', '--locale', 'C', '--no-sync'],
    ],
    account,
  );
  const port = await freePort();
  /* The data is thrown away, so nothing has to reach the disk. */
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off`;
  const control = `${programs}/pg_ctl --pgdata "${dataFolder}" --silent`;
  const server = await startServer({
    folder,
    start: `${control} --wait --log "${folder}/log" --options "${options}" start`,
    stop: `${control} --mode immediate stop`,
    environment: { LC_ALL: 'C' },
    user,
  });
  return {
    ...{ host: '127.0.0.1', port, user: 'postgres', password, dataFolder },
    client: `${programs}/psql`,
    stop: server.stop,
  };
}

/* Returns the folder with `initdb` and the others; Debian has one for each version. */
async function findPrograms(): Promise<string> {
  const found = await newestPrograms();
  if (found !== undefined) return found;
  await installDebianPackages('postgresql', 'postgresql-client');
  const installed = await newestPrograms();
  if (installed === undefined) throw new Error(`PostgreSQL is not in ${debianFolder}.`);
  return installed;
}

async function newestPrograms(): Promise<string | undefined> {
  const versions = await readdir(debianFolder).catch(() => []);
  const newest = versions.toSorted((a, b) => Number(b) - Number(a));
  for (const version of newest) {
    const programs = join(debianFolder, version, 'bin');
    if ((await exists(`${programs}/initdb`)) && (await exists(`${programs}/psql`))) return programs;
  }
  return undefined;
}

/* PostgreSQL refuses to run as root. Debian's package creates a user for it. */
async function serverUser(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (option) => Number((await execa('id', [option, 'postgres'])).stdout)),
  );
  return { uid: uid as number, gid: gid as number };
}

import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ReadOnlySession } from '../../src/warehouse/query/read-only-session.js';
import type { Plain } from '../../src/warehouse/engine/values.js';
import { Warehouse } from '../../src/warehouse/warehouse.js';
import { tempDir } from './temp-dir.js';
import { whenDone } from './vitest/when-done.js';

/** What no query may show: of the token in the database, and of the configuration beside it. */
export const secrets = ['CIPHERTEXT-OF-THE-TOKEN', 'client-secret-in-the-configuration'] as const;

export interface ClosedPlace {
  readonly folder: string;
  readonly database: string;
  /** A folder that `session(true)` opens. */
  readonly open: string;
  /** Opens a session as `toast query` does, with the folder open or not. */
  session(withFolder: boolean): Promise<ReadOnlySession>;
  /** Lists the names, contents and times of all files. */
  files(): Promise<Record<string, string>>;
}

/** Creates a database with a token, a configuration beside it, and a folder with a CSV file. */
export async function closedPlace(): Promise<ClosedPlace> {
  const folder = await tempDir();
  const [database, open] = [join(folder, 'warehouse.duckdb'), join(folder, 'open')];
  const configuration = join(folder, 'configuration.json');
  const writer = await Warehouse.open(database, { mode: 'write' });
  await writer.with(async (connection) => {
    await connection.run(`create table toast.orders as
      select 'o' || i as id, i % 3 as kind, i * 1.5 as total from range(100) as numbers(i)`);
    await connection.run(
      `insert into toast_meta.token values ('account', '${secrets[0]}', now(), now())`,
    );
  });
  writer.close();
  await writeFile(configuration, JSON.stringify({ clientSecret: secrets[1] }));
  await mkdir(open);
  await writeFile(join(open, 'budget.csv'), 'kind,budget\n1,10\n2,20\n');
  return {
    folder,
    database,
    open,
    async session(withFolder) {
      const reader = await Warehouse.open(database, { mode: 'read' });
      const allowedFolders = withFolder ? [open] : [];
      const session = await ReadOnlySession.open(reader, {
        allowedFolders,
        closedFiles: [configuration],
      });
      whenDone(() => {
        session.close();
        reader.close();
      });
      return session;
    },
    files: () => filesBelow(folder),
  };
}

/** Runs a query and returns its rows. */
export async function rowsOf(session: ReadOnlySession, sql: string): Promise<Plain[][]> {
  const rows: Plain[][] = [];
  for await (const chunk of (await session.stream(sql)).chunks) rows.push(...chunk);
  return rows;
}

async function filesBelow(folder: string): Promise<Record<string, string>> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const entries = found.map(async (entry) => {
    const path = join(entry.parentPath, entry.name);
    const { mtimeMs, mode } = await stat(path);
    const contents = entry.isFile() ? await readFile(path, 'base64') : '';
    return [path, `${mtimeMs} ${mode} ${contents}`];
  });
  return Object.fromEntries(await Promise.all(entries)) as Record<string, string>;
}

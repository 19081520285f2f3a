import { spawnSync } from 'node:child_process';
import { chmod, copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DatabaseError } from '../../../../src/errors.js';
import { Warehouse } from '../../../../src/warehouse/warehouse.js';
import { errorOf } from '../../../support/error-of.js';
import { tempDir } from '../../../support/temp-dir.js';

async function database(rows = 10_000): Promise<string> {
  const path = join(await tempDir(), 'warehouse.duckdb');
  const warehouse = await Warehouse.open(path, { mode: 'write' });
  await warehouse.with((connection) =>
    connection.run(`create table toast.x as select range as i, md5(range::text) as s
      from range(${rows})`),
  );
  warehouse.close();
  return path;
}

/** What is in the folder of a file, by name. */
async function contents(path: string): Promise<Map<string, string>> {
  const folder = dirname(path);
  const files = (await readdir(folder)).sort();
  return new Map(
    await Promise.all(
      files.map(async (file): Promise<[string, string]> => [
        file,
        await readFile(join(folder, file), 'latin1').catch(() => 'a folder'),
      ]),
    ),
  );
}

/* Adds a row in a process that is killed before it can write it into the database's file. */
function addRowAndDie(path: string): void {
  const script = `
    import { DuckDBInstance } from '@duckdb/node-api';
    const connection = await (await DuckDBInstance.create(process.argv[1])).connect();
    await connection.run("insert into warehouse.toast.x values (-1, 'late')");
    process.kill(process.pid, 'SIGKILL');
  `;
  const { signal } = spawnSync(process.execPath, ['--input-type=module', '--eval', script, path]);
  expect(signal).toBe('SIGKILL');
}

/* The engine's checksum of the header at the start of the file. */
function headerChecksum(header: Buffer): bigint {
  let checksum = 5381n;
  for (let at = 0; at < header.length; at += 8) {
    checksum ^= BigInt.asUintN(64, header.readBigUInt64LE(at) * 0xbf58476d1ce4e5b9n);
  }
  return checksum;
}

async function change(path: string, edit: (bytes: Buffer) => Buffer): Promise<string> {
  await writeFile(path, edit(await readFile(path)));
  return path;
}

const broken: [string, () => Promise<string>, RegExp][] = [
  [
    'no database',
    async () => change(await database(), () => Buffer.from('x'.repeat(9_000))),
    /not a DuckDB/,
  ],
  ['empty', async () => change(await database(), () => Buffer.alloc(0)), /not a DuckDB/],
  [
    'cut off in its header',
    async () => change(await database(), (b) => b.subarray(0, 9_000)),
    /damaged/,
  ],
  [
    'with an overwritten header',
    async () => change(await database(), (b) => (b.fill(7, 40, 80), b)),
    /damaged/,
  ],
  [
    'from a newer version of the engine',
    async () =>
      change(await database(), (bytes) => {
        bytes.writeBigUInt64LE(200n, 12);
        bytes.writeBigUInt64LE(headerChecksum(bytes.subarray(8, 4096)), 0);
        return bytes;
      }),
    /a version of DuckDB that this one cannot read \(storage version 200\)/,
  ],
  [
    'with a damaged write-ahead log',
    async () => {
      const path = await database();
      addRowAndDie(path);
      await change(`${path}.wal`, (bytes) => bytes.fill(7, bytes.length - 30, bytes.length - 20));
      return path;
    },
    /\.wal, which contains the latest changes, is damaged or belongs to another/,
  ],
  [
    'a folder',
    async () => {
      const path = join(await tempDir(), 'folder.duckdb');
      await mkdir(path);
      return path;
    },
    /is a folder/,
  ],
];

describe.each(broken)('a file that is %s', (_, make, message) => {
  it.each(['read', 'update', 'write'] as const)(
    'cannot be opened to %s, and stays',
    async (mode) => {
      const path = await make();
      const before = await contents(path);
      const error = (await errorOf(Warehouse.open(path, { mode }))) as DatabaseError;
      expect(error).toBeInstanceOf(DatabaseError);
      expect(error.message).toMatch(message);
      expect(error.message).toContain(basename(path));
      expect(error.suggestion).toMatch(/\.$/);
      expect(await contents(path)).toEqual(before);
    },
  );
});

it('a file of others’ is not turned into one of ours by what updates', async () => {
  const path = await database();
  const warehouse = await Warehouse.open(path, { mode: 'write' });
  await warehouse.with((connection) => connection.run('drop schema toast_meta cascade'));
  warehouse.close();
  const before = await contents(path);
  const error = await errorOf(Warehouse.open(path, { mode: 'update' }));
  expect(error.message).toContain('contains no data from Toast');
  expect(await contents(path)).toEqual(before);
});

it.each(['toast', 'toast_meta', 'raw_toast', 'main', 'warehouse', 'temp', 'system'])(
  'a file may be called %s.duckdb',
  async (name) => {
    const path = join(await tempDir(), `${name}.duckdb`);
    await copyFile(await database(3), path);
    const warehouse = await Warehouse.open(path, { mode: 'write' });
    const rows = await warehouse.with((connection) => connection.all('select i from toast.x'));
    warehouse.close();
    expect(rows).toHaveLength(3);
  },
);

describe.skipIf(process.getuid?.() === 0)('without the permission', () => {
  it('to write, it can be read', async () => {
    const path = await database();
    await chmod(path, 0o444);
    (await Warehouse.open(path, { mode: 'read' })).close();
    const error = await errorOf(Warehouse.open(path, { mode: 'write' }));
    expect(error.message).toBe(`${path} cannot be opened: permission denied.`);
  });

  it('to write the folder, no file is made', async () => {
    const folder = await tempDir();
    await chmod(folder, 0o555);
    const error = await errorOf(Warehouse.open(join(folder, 'x.duckdb'), { mode: 'write' }));
    expect(error.message).toContain('permission denied');
  });
});

describe('after a process was killed with changes in the write-ahead log', () => {
  const count = (warehouse: Warehouse) =>
    warehouse.with(async (connection) => {
      const [row] = await connection.all('select count(*) as n from toast.x');
      return row?.n;
    });

  it('a reader sees them and changes neither file; a writer puts them into the file', async () => {
    const path = await database();
    addRowAndDie(path);
    const before = await contents(path);
    expect([...before.keys()]).toEqual(['warehouse.duckdb', 'warehouse.duckdb.wal']);
    const readers = await Promise.all([1, 2].map(() => Warehouse.open(path, { mode: 'read' })));
    for (const reader of readers) expect(await count(reader)).toBe(10_001);
    for (const reader of readers) reader.close();
    expect(await contents(path)).toEqual(before);

    const writer = await Warehouse.open(path, { mode: 'write' });
    expect(await count(writer)).toBe(10_001);
    writer.close();
    expect([...(await contents(path)).keys()]).toEqual(['warehouse.duckdb']);
  });

  it('a log that ends in the middle of a change is read up to there', async () => {
    const path = await database();
    addRowAndDie(path);
    await change(`${path}.wal`, (bytes) => bytes.subarray(0, bytes.length - 5));
    const reader = await Warehouse.open(path, { mode: 'read' });
    expect(await count(reader)).toBe(10_000);
    reader.close();
  });
});

describe('a file that open made', () => {
  it('goes again when nothing was kept in it', async () => {
    const path = join(await tempDir(), 'new.duckdb');
    await (await Warehouse.open(path, { mode: 'write' })).closeOrRemove();
    expect((await contents(path)).size).toBe(0);
  });

  it.each([
    "insert into toast_meta.token values ('a', 'x', now(), now())",
    "insert into toast_meta.extract_run values ('a', 'failed', now(), now())",
  ])('stays after %s', async (sql) => {
    const path = join(await tempDir(), 'new.duckdb');
    const warehouse = await Warehouse.open(path, { mode: 'write' });
    await warehouse.with((connection) => connection.run(sql));
    await warehouse.closeOrRemove();
    expect((await contents(path)).size).toBe(1);
  });

  it('stays when it was there before, although it is empty', async () => {
    const path = join(await tempDir(), 'old.duckdb');
    (await Warehouse.open(path, { mode: 'write' })).close();
    await (await Warehouse.open(path, { mode: 'write' })).closeOrRemove();
    expect((await contents(path)).size).toBe(1);
  });
});

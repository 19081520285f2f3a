import { spawnSync } from 'node:child_process';
import { chmod, copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DatabaseError } from '../../../../src/errors.js';
import { Warehouse } from '../../../../src/warehouse/warehouse.js';
import { errorOf } from '../../../support/error-of.js';
import { tempDir } from '../../../support/temp-dir.js';
import { needs } from '../../../support/vitest/needs.js';

async function createDatabase(rows = 10_000): Promise<string> {
  const path = join(await tempDir(), 'warehouse.duckdb');
  const warehouse = await Warehouse.open(path, { mode: 'write' });
  await warehouse.with((connection) =>
    connection.run(`create table toast.x as select range as i, md5(range::text) as s
      from range(${rows})`),
  );
  warehouse.close();
  return path;
}

/** Reads all files in the folder of a file, by name. */
async function readFolder(path: string): Promise<Map<string, string>> {
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

/* Adds a row in a process that is killed before it can write the row to the database file. */
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

/* Computes the engine's checksum of the header at the start of the file. */
function headerChecksum(header: Buffer): bigint {
  let checksum = 5381n;
  for (let at = 0; at < header.length; at += 8) {
    checksum ^= BigInt.asUintN(64, header.readBigUInt64LE(at) * 0xbf58476d1ce4e5b9n);
  }
  return checksum;
}

async function editFile(path: string, edit: (bytes: Buffer) => Buffer): Promise<string> {
  await writeFile(path, edit(await readFile(path)));
  return path;
}

const brokenFiles: [string, () => Promise<string>, RegExp][] = [
  [
    'a file that is not a database',
    async () => editFile(await createDatabase(), () => Buffer.from('x'.repeat(9_000))),
    /not a DuckDB/,
  ],
  [
    'an empty file',
    async () => editFile(await createDatabase(), () => Buffer.alloc(0)),
    /not a DuckDB/,
  ],
  [
    'a file cut off in its header',
    async () => editFile(await createDatabase(), (b) => b.subarray(0, 9_000)),
    /damaged/,
  ],
  [
    'a file with an overwritten header',
    async () => editFile(await createDatabase(), (b) => (b.fill(7, 40, 80), b)),
    /damaged/,
  ],
  [
    'a file from a newer version of the engine',
    async () =>
      editFile(await createDatabase(), (bytes) => {
        bytes.writeBigUInt64LE(200n, 12);
        bytes.writeBigUInt64LE(headerChecksum(bytes.subarray(8, 4096)), 0);
        return bytes;
      }),
    /a version of DuckDB that this one cannot read \(storage version 200\)/,
  ],
  [
    'a file with a damaged write-ahead log',
    async () => {
      const path = await createDatabase();
      addRowAndDie(path);
      await editFile(`${path}.wal`, (bytes) => bytes.fill(7, bytes.length - 30, bytes.length - 20));
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

describe.each(brokenFiles)('%s', (_, create, message) => {
  it.each(['read', 'update', 'write'] as const)(
    'cannot be opened to %s and is left unchanged',
    async (mode) => {
      const path = await create();
      const before = await readFolder(path);
      const error = (await errorOf(Warehouse.open(path, { mode }))) as DatabaseError;
      expect(error).toBeInstanceOf(DatabaseError);
      expect(error.message).toMatch(message);
      expect(error.message).toContain(basename(path));
      expect(error.suggestion).toMatch(/\.$/);
      expect(await readFolder(path)).toEqual(before);
    },
  );
});

it('a database without data from Toast cannot be opened to update and is left unchanged', async () => {
  const path = await createDatabase();
  const warehouse = await Warehouse.open(path, { mode: 'write' });
  await warehouse.with((connection) => connection.run('drop schema toast_meta cascade'));
  warehouse.close();
  const before = await readFolder(path);
  const error = await errorOf(Warehouse.open(path, { mode: 'update' }));
  expect(error.message).toContain('contains no data from Toast');
  expect(await readFolder(path)).toEqual(before);
});

it.each(['toast', 'toast_meta', 'raw_toast', 'main', 'warehouse', 'temp', 'system'])(
  'a database file can be named %s.duckdb',
  async (name) => {
    const path = join(await tempDir(), `${name}.duckdb`);
    await copyFile(await createDatabase(3), path);
    const warehouse = await Warehouse.open(path, { mode: 'write' });
    const rows = await warehouse.with((connection) => connection.all('select i from toast.x'));
    warehouse.close();
    expect(rows).toHaveLength(3);
  },
);

describe(
  'missing write permission',
  needs('a user other than root', process.getuid?.() !== 0),
  () => {
    it('on a file allows reading it and prevents writing to it', async () => {
      const path = await createDatabase();
      await chmod(path, 0o444);
      (await Warehouse.open(path, { mode: 'read' })).close();
      const error = await errorOf(Warehouse.open(path, { mode: 'write' }));
      expect(error.message).toBe(`${path} cannot be opened: permission denied.`);
    });

    it('on a folder prevents creating a file in it', async () => {
      const folder = await tempDir();
      await chmod(folder, 0o555);
      const error = await errorOf(Warehouse.open(join(folder, 'x.duckdb'), { mode: 'write' }));
      expect(error.message).toContain('permission denied');
    });
  },
);

describe('the write-ahead log of a killed process', () => {
  const count = (warehouse: Warehouse) =>
    warehouse.with(async (connection) => {
      const [row] = await connection.all('select count(*) as n from toast.x');
      return row?.n;
    });

  it('is visible to readers, which change neither file, and is merged into the file by a writer', async () => {
    const path = await createDatabase();
    addRowAndDie(path);
    const before = await readFolder(path);
    expect([...before.keys()]).toEqual(['warehouse.duckdb', 'warehouse.duckdb.wal']);
    const readers = await Promise.all([1, 2].map(() => Warehouse.open(path, { mode: 'read' })));
    for (const reader of readers) expect(await count(reader)).toBe(10_001);
    for (const reader of readers) reader.close();
    expect(await readFolder(path)).toEqual(before);

    const writer = await Warehouse.open(path, { mode: 'write' });
    expect(await count(writer)).toBe(10_001);
    writer.close();
    expect([...(await readFolder(path)).keys()]).toEqual(['warehouse.duckdb']);
  });

  it('is read up to the last complete change if it is cut off', async () => {
    const path = await createDatabase();
    addRowAndDie(path);
    await editFile(`${path}.wal`, (bytes) => bytes.subarray(0, bytes.length - 5));
    const reader = await Warehouse.open(path, { mode: 'read' });
    expect(await count(reader)).toBe(10_000);
    reader.close();
  });
});

describe('closeOrRemove', () => {
  it('removes a new file in which nothing was stored', async () => {
    const path = join(await tempDir(), 'new.duckdb');
    await (await Warehouse.open(path, { mode: 'write' })).closeOrRemove();
    expect((await readFolder(path)).size).toBe(0);
  });

  it.each([
    "insert into toast_meta.token values ('a', 'x', now(), now())",
    "insert into toast_meta.extract_run values ('a', 'failed', now(), now())",
  ])('keeps a new file after %s', async (sql) => {
    const path = join(await tempDir(), 'new.duckdb');
    const warehouse = await Warehouse.open(path, { mode: 'write' });
    await warehouse.with((connection) => connection.run(sql));
    await warehouse.closeOrRemove();
    expect((await readFolder(path)).size).toBe(1);
  });

  it('keeps a file that existed before, although nothing was stored in it', async () => {
    const path = join(await tempDir(), 'old.duckdb');
    (await Warehouse.open(path, { mode: 'write' })).close();
    await (await Warehouse.open(path, { mode: 'write' })).closeOrRemove();
    expect((await readFolder(path)).size).toBe(1);
  });
});

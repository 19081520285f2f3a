import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DatabaseError } from '../../../../src/errors.js';
import { Warehouse } from '../../../../src/warehouse/warehouse.js';
import { errorOf } from '../../../support/error-of.js';
import { holdElsewhere } from '../../../support/hold-elsewhere.js';
import { tempDir } from '../../../support/temp-dir.js';

async function createDatabase(): Promise<string> {
  const path = join(await tempDir(), 'a "quoted" \'file\'.duckdb');
  const warehouse = await Warehouse.open(path, { mode: 'write' });
  await warehouse.with((connection) => connection.run('create table toast.x as select 1 as i'));
  warehouse.close();
  return path;
}

describe('opening a database', () => {
  it('creates a missing file to write, but not to read', async () => {
    const path = join(await tempDir(), 'missing.duckdb');
    const error = (await errorOf(Warehouse.open(path, { mode: 'read' }))) as DatabaseError;
    expect(error).toBeInstanceOf(DatabaseError);
    expect(error.message).toContain(path);
    expect(error.suggestion).toMatch(/toast extract|--database/);
    await expect(readFile(path)).rejects.toThrow(/ENOENT/);
    (await Warehouse.open(path, { mode: 'write' })).close();
    (await Warehouse.open(path, { mode: 'read' })).close();
  });

  /* DuckDB would read a file with one of the latter names as a table, in a database in memory. */
  const names = ['notes.txt', 'notes.csv', 'notes.json', 'notes.parquet'];
  it.each(names.flatMap((name) => [['read', name] as const, ['write', name] as const]))(
    'to %s %s fails if it is not a database, and leaves it unchanged',
    async (mode, name) => {
      const path = join(await tempDir(), name);
      await writeFile(path, 'These are my notes.'.repeat(1_000));
      const error = await errorOf(Warehouse.open(path, { mode }));
      expect(error).toBeInstanceOf(DatabaseError);
      expect(error.message).toBe(`${path} is not a DuckDB database.`);
      expect(await readFile(path, 'utf8')).toMatch(/^These are my notes/);
    },
  );

  it.each(['read', 'write'] as const)(
    'to %s fails with the name of the process that holds the lock',
    async (mode) => {
      const path = await createDatabase();
      const { pid } = await holdElsewhere(path, 'write');
      const error = (await errorOf(Warehouse.open(path, { mode }))) as DatabaseError;
      expect(error).toBeInstanceOf(DatabaseError);
      expect(error.message).toContain(`${path} is in use by`);
      expect(error.message).toContain(`PID ${pid}`);
      expect(error.suggestion).toMatch(/or wait for it to end/);
    },
  );

  it('fails with the path if its folder does not exist', async () => {
    const path = join(await tempDir(), 'nowhere', 'x.duckdb');
    const error = await errorOf(Warehouse.open(path, { mode: 'write' }));
    expect(error).toBeInstanceOf(DatabaseError);
    expect(error.message).toContain(path);
  });

  it('fails if the path is a folder', async () => {
    const path = join(await tempDir(), 'folder');
    await mkdir(path);
    expect(await errorOf(Warehouse.open(path, { mode: 'write' }))).toBeInstanceOf(DatabaseError);
    expect(await errorOf(Warehouse.open(path, { mode: 'read' }))).toBeInstanceOf(DatabaseError);
  });

  it('to read is possible for several readers at a time', async () => {
    const path = await createDatabase();
    const readers = await Promise.all([1, 2].map(() => Warehouse.open(path, { mode: 'read' })));
    for (const reader of readers) {
      expect(await reader.with((connection) => connection.all('from toast.x'))).toEqual([{ i: 1 }]);
      reader.close();
    }
  });

  it('starts sessions in UTC, whatever the time zone of the machine', async () => {
    const path = await createDatabase();
    const warehouse = await Warehouse.open(path, { mode: 'read' });
    onTestFinished(() => warehouse.close());
    await warehouse.with(async (connection) => {
      expect(
        await connection.all(
          `select timestamptz '2026-03-01 00:00:00'::text as text, timestamptz '2026-03-01 00:00:00' as instant`,
        ),
      ).toEqual([{ text: '2026-03-01 00:00:00+00', instant: '2026-03-01T00:00:00.000Z' }]);
    });
  });
});

import { copyFile, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DatabaseError, DatabaseLockedError } from '../../../src/errors.js';
import { removeDemoDatabase } from '../../../src/warehouse/demo-database.js';
import { markAsDemo } from '../../../src/warehouse/state/demo-mark.js';
import { startExtractRun } from '../../../src/warehouse/state/extract-runs.js';
import { Warehouse } from '../../../src/warehouse/warehouse.js';
import { errorOf } from '../../support/error-of.js';
import { holdElsewhere } from '../../support/hold-elsewhere.js';
import { tempDir } from '../../support/temp-dir.js';

/* Makes a database with a number of extractions in it. */
async function makeDatabase(path: string, { isDemo = false, runs = 1 } = {}): Promise<void> {
  const warehouse = await Warehouse.open(path, { mode: 'write' });
  await warehouse.with(async (connection) => {
    if (isDemo) await markAsDemo(connection, ['run 1', 'run 2']);
    for (let run = 1; run <= runs; run += 1) {
      await startExtractRun(connection, { runId: `run ${run}`, startedAt: run });
    }
  });
  warehouse.close();
}

/* What is in a folder: bytes of files by name, and names of folders. */
async function contents(folder: string) {
  const names = await readdir(folder, { recursive: true });
  const files = names.map(async (name) => {
    return [name, await readFile(join(folder, name), 'latin1').catch(() => 'folder')] as const;
  });
  return Object.fromEntries(await Promise.all(files));
}

it('removeDemoDatabase removes what a demo made, and nothing else beside it', async () => {
  const folder = await tempDir();
  const path = join(folder, 'demo.duckdb');
  for (const runs of [0, 1, 2]) {
    await makeDatabase(path, { isDemo: true, runs });
    await writeFile(join(folder, 'demo.duckdb.bak'), 'kept');
    await removeDemoDatabase(path);
    expect(await readdir(folder)).toEqual(['demo.duckdb.bak']);
  }
  await removeDemoDatabase(path);
  expect(await readdir(folder), 'when there is none').toEqual(['demo.duckdb.bak']);
});

it('removeDemoDatabase replaces a demo that did not note its runs only while it has one', async () => {
  const path = join(await tempDir(), 'earlier.duckdb');
  const earlier = async (runs: number) => {
    await makeDatabase(path, { runs });
    const warehouse = await Warehouse.open(path, { mode: 'write' });
    await warehouse.with((connection) =>
      connection.run('create table toast_meta.demo as select now() as created_at'),
    );
    warehouse.close();
  };
  await earlier(1);
  await removeDemoDatabase(path);
  await earlier(2);
  expect((await errorOf(removeDemoDatabase(path))).message).toContain('was not made by');
});

it('removeDemoDatabase removes the write-ahead log of a demo that was killed', async () => {
  const folder = await tempDir();
  const running = await Warehouse.open(join(folder, 'running.duckdb'), { mode: 'write' });
  await running.with(async (connection) => {
    await markAsDemo(connection, ['run']);
    await startExtractRun(connection, { runId: 'run', startedAt: 1 });
  });
  const path = join(folder, 'killed.duckdb');
  await copyFile(running.path, path);
  await copyFile(`${running.path}.wal`, `${path}.wal`);
  running.close();
  await removeDemoDatabase(path);
  expect(await readdir(folder)).toEqual(['running.duckdb']);
});

it.each<[string, (path: string) => Promise<unknown>, string]>([
  ['a text file', (path) => writeFile(path, 'My notes. '.repeat(9_999)), 'not a DuckDB database'],
  ['an empty file', (path) => writeFile(path, ''), 'not a DuckDB database'],
  ['a folder', (path) => mkdir(join(path, 'sub'), { recursive: true }), 'is a folder'],
  ['a database of toast extract', makeDatabase, 'was not made by `toast demo`'],
  [
    'a demo database that toast extract has written to',
    (path) => makeDatabase(path, { isDemo: true, runs: 3 }),
    'was not made by `toast demo`',
  ],
  [
    'a link to a demo database',
    async (path) => {
      await makeDatabase(`${path}.other`, { isDemo: true });
      await symlink(`${path}.other`, path);
    },
    'was not made by `toast demo`',
  ],
  ['a .wal without a database', (path) => writeFile(`${path}.wal`, 'x'), '.wal exists without'],
  ['a .tmp without a database', (path) => mkdir(`${path}.tmp`), '.tmp exists without'],
  ['a .spool without a database', (path) => mkdir(`${path}.spool`), '.spool exists without'],
])('removeDemoDatabase refuses %s and changes nothing', async (_, make, says) => {
  const folder = await tempDir();
  const path = join(folder, 'demo.duckdb');
  await make(path);
  const before = await contents(folder);
  const error = await errorOf(removeDemoDatabase(path));
  expect(error).toBeInstanceOf(DatabaseError);
  expect(error.message).toContain(path);
  expect(error.message).toContain(says);
  expect((error as DatabaseError).suggestion).toContain('--database');
  expect(await contents(folder)).toEqual(before);
});

it('removeDemoDatabase refuses a demo database that another process has open', async () => {
  const folder = await tempDir();
  const path = join(folder, 'demo.duckdb');
  await makeDatabase(path, { isDemo: true });
  await holdElsewhere(path, 'write');
  expect(await errorOf(removeDemoDatabase(path))).toBeInstanceOf(DatabaseLockedError);
  expect(await readdir(folder)).toContain('demo.duckdb');
});

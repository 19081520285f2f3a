import { mkdir, readdir, stat, utimes } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { expect, it } from 'vitest';
import { Warehouse } from '../../../../src/warehouse/warehouse.js';
import { openMemoryEngine } from '../../../../src/warehouse/engine/memory-engine.js';
import type { Connection } from '../../../../src/warehouse/engine/connection.js';
import { tempDir } from '../../../support/temp-dir.js';

const sorted = `select count(*)::integer as n, bool_and(t = 'text ' || i) as is_right
  from (select i, 'text ' || i as t from range(400_000) as r(i) order by hash(i))`;

async function newDatabase(): Promise<string> {
  const path = `${await tempDir()}/w.duckdb`;
  (await Warehouse.open(path, { mode: 'write' })).close();
  return path;
}

async function folderOf(connection: Connection): Promise<string> {
  const [row] = await connection.all(`select current_setting('temp_directory') as folder`);
  return String(row?.folder);
}

it('readers of one database that need the disk do not use the same files', async () => {
  const path = await newDatabase();
  const readers = [
    await Warehouse.open(path, { mode: 'read' }),
    await Warehouse.open(path, { mode: 'read' }),
  ];
  const connections = await Promise.all(readers.map((reader) => reader.connect()));
  const folders = await Promise.all(connections.map(folderOf));
  expect(new Set(folders).size).toBe(2);
  for (const folder of folders) {
    expect(dirname(folder)).toBe(dirname(path));
    expect(basename(folder)).toMatch(/^w\.duckdb\.\d+-[\da-f]{8}\.tmp$/);
  }
  for (const connection of connections) {
    await connection.run(`set memory_limit = '15MB'; set threads = 1`);
  }
  const results = await Promise.all(connections.map((connection) => connection.all(sorted)));
  expect(results).toEqual([[{ n: 400_000, is_right: true }], [{ n: 400_000, is_right: true }]]);
  /* They did need the disk. */
  expect(await readdir(dirname(path))).toEqual(
    expect.arrayContaining(folders.map((folder) => basename(folder))),
  );
  for (const connection of connections) connection.close();
  for (const reader of readers) reader.close();
  expect(await readdir(dirname(path))).toEqual(['w.duckdb']);
});

it('a reader removes what readers that were killed left behind, after a day', async () => {
  const path = await newDatabase();
  /* Numbers of processes end below this one. */
  const [dead, alive] = [2 ** 30, process.pid];
  const names = {
    old: `w.duckdb.${dead}-0123abcd.tmp`,
    recent: `w.duckdb.${dead}-4567abcd.tmp`,
    used: `w.duckdb.${alive}-0123abcd.tmp`,
    other: `w.duckdb.${dead}.tmp`,
  };
  for (const [key, name] of Object.entries(names)) {
    await mkdir(`${dirname(path)}/${name}`);
    if (key !== 'recent') await utimes(`${dirname(path)}/${name}`, 0, 0);
  }
  (await Warehouse.open(path, { mode: 'read' })).close();
  const { old: _, ...kept } = names;
  expect(await readdir(dirname(path))).toEqual(
    expect.arrayContaining(['w.duckdb', ...Object.values(kept)]),
  );
  expect(await readdir(dirname(path))).toHaveLength(4);
});

it('engines without a database do not share a folder either', async () => {
  process.umask(0o022);
  const engines = [await openMemoryEngine('one'), await openMemoryEngine('two')];
  const folders = await Promise.all(engines.map(({ connection }) => folderOf(connection)));
  expect(new Set(folders).size).toBe(2);
  for (const { connection } of engines) {
    await connection.run(`set memory_limit = '15MB'; set threads = 1`);
    expect(await connection.all(sorted)).toEqual([{ n: 400_000, is_right: true }]);
  }
  for (const folder of folders) expect((await stat(folder)).mode & 0o777).toBe(0o700);
  for (const engine of engines) engine.close();
});

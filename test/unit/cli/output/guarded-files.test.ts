import { link, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { expect, it } from 'vitest';
import { assertNotGuarded, guardedFiles } from '../../../../src/cli/output/guarded-files.js';
import { UsageError } from '../../../../src/errors.js';
import { tempDir } from '../../../support/temp-dir.js';

/* A database that is named by a link to it, a configuration, and other ways to name both. */
async function place() {
  const folder = await tempDir();
  const at = (...names: string[]) => join(folder, ...names);
  await mkdir(at('data'));
  await writeFile(at('data', 'w.duckdb'), '');
  await writeFile(at('configuration.json'), '');
  await symlink('data/w.duckdb', at('link.duckdb'));
  await symlink('data', at('other'));
  await link(at('data', 'w.duckdb'), at('hard.csv'));
  await symlink('configuration.json', at('c.csv'));
  await mkdir(at('link.duckdb.spool'));
  return { at, guarded: guardedFiles(at('link.duckdb'), at('configuration.json')) };
}

it.each([
  ...['link.duckdb', 'data/w.duckdb', 'other/w.duckdb', 'data/../data/w.duckdb', 'hard.csv'],
  ...['configuration.json', 'c.csv', 'link.duckdb.wal', 'other/w.duckdb.wal', 'data/W.DUCKDB.wal'],
  ...['link.duckdb.spool', 'link.duckdb.spool/x.csv', 'data/w.duckdb.tmp/x', 'link.duckdb.lock'],
])('assertNotGuarded refuses %s', async (name) => {
  const { at, guarded } = await place();
  for (const path of [at(name), relative('.', at(name))]) {
    expect(() => assertNotGuarded(path, guarded)).toThrow(UsageError);
  }
});

it.each(['x.csv', 'link.duckdb.csv', 'data/link.duckdb.parquet', 'nowhere/x.csv', 'data/..x'])(
  'assertNotGuarded lets %s be written',
  async (name) => {
    const { at, guarded } = await place();
    expect(() => assertNotGuarded(at(name), guarded)).not.toThrow();
  },
);

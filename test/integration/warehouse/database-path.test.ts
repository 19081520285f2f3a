import { mkdir, readdir, symlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DatabaseError } from '../../../src/errors.js';
import { Warehouse } from '../../../src/warehouse/warehouse.js';
import { errorOf } from '../../support/error-of.js';
import { tempDir } from '../../support/temp-dir.js';
import { needs } from '../../support/vitest/needs.js';

const needsPipes = needs('named pipes', process.platform !== 'win32');
const modes = ['read', 'update', 'write'] as const;

async function namedPipe(name: string): Promise<string> {
  const path = join(await tempDir(), name);
  await execa('mkfifo', [path]);
  return path;
}

async function socket(): Promise<string> {
  const path = join(await tempDir(), 's');
  const server = createServer().listen(path);
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return path;
}

async function linkTo(target: string): Promise<string> {
  const path = join(await tempDir(), 'link.duckdb');
  await symlink(target, path);
  return path;
}

describe.each(modes)('opening a path to %s', (mode) => {
  const refusal = async (path: string) => {
    const error = await errorOf(Warehouse.open(path, { mode }));
    expect(error).toBeInstanceOf(DatabaseError);
    return error as DatabaseError;
  };

  it.each([
    ['a named pipe', () => namedPipe('w.duckdb')],
    ['a named pipe', async () => linkTo(await namedPipe('w.duckdb'))],
    ['a socket', socket],
    ['a device', async () => '/dev/zero'],
    ['a folder', tempDir],
  ])('fails at once if it is %s', needsPipes, async (kind, create) => {
    const path = await create();
    const { message, suggestion } = await refusal(path);
    expect(message).toBe(`${path} is ${kind}, not a database file.`);
    expect(suggestion).toContain('--database');
  });

  it(
    'fails at once if a named pipe is in the place of its write-ahead log',
    needsPipes,
    async () => {
      const wal = await namedPipe('w.duckdb.wal');
      const path = wal.replace(/\.wal$/, '');
      (await Warehouse.open(path.replace('w.duckdb', 'other.duckdb'), { mode: 'write' })).close();
      await symlink('other.duckdb', path);
      expect((await refusal(path)).message).toBe(`${wal} is a named pipe, not a database file.`);
    },
  );

  it.each([
    ':memory:',
    ':memory:name',
    'md:',
    'md:warehouse',
    'motherduck:warehouse',
    'duckdb:w.duckdb',
    'ducklake:w.duckdb',
    'http://example.com/w.duckdb',
    's3://bucket/w.duckdb',
    'file:///tmp/w.duckdb',
    'w\0.duckdb',
  ])('fails if it is %j, which names no file, and creates nothing', async (name) => {
    const folder = await tempDir();
    const before = process.cwd();
    process.chdir(folder);
    onTestFinished(() => process.chdir(before));
    const { message, suggestion } = await refusal(name);
    expect(message).toBe(`${JSON.stringify(name)} is not the path of a file.`);
    expect(suggestion).toContain('--database');
    expect(await readdir(folder)).toEqual([]);
  });

  it('takes a file whose name has a colon, if its folder is named', async () => {
    const folder = await tempDir();
    await mkdir(join(folder, 'a:b'));
    const path = join(folder, 'a:b', 'md:w.duckdb');
    (await Warehouse.open(path, { mode: 'write' })).close();
    (await Warehouse.open(path, { mode })).close();
    expect(await readdir(join(folder, 'a:b'))).toEqual(['md:w.duckdb']);
  });
});

import { chmod, mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Spool } from '../../../src/extract/fetch/spool.js';
import { compact } from '../../../src/warehouse/storage/compact.js';
import { Warehouse, type OpenOptions } from '../../../src/warehouse/warehouse.js';
import { tempDir } from '../../support/temp-dir.js';
import { needs } from '../../support/vitest/needs.js';

const needsModes = needs('permissions of files', process.platform !== 'win32');

/* Sets the umask of this process until the test ends. */
function withUmask(umask: string): void {
  const before = process.umask(umask);
  onTestFinished(() => void process.umask(before));
}

async function open(path: string, options: OpenOptions): Promise<Warehouse> {
  const warehouse = await Warehouse.open(path, options);
  onTestFinished(() => warehouse.close());
  return warehouse;
}

async function modes(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder, { recursive: true })).sort();
  const found = names.map(async (name) => {
    const { mode } = await stat(join(folder, name));
    return [name.replace(/_storage_.*/, ''), (mode & 0o777).toString(8)] as const;
  });
  return Object.fromEntries(await Promise.all(found));
}

const table = { schema: 'toast', name: 'x' };
const createTable = 'create or replace table toast.x as select range as i from range(10)';

/* Needs more memory than the session has, so that the engine makes its temporary files. */
const spill = `
  set memory_limit = '32MB';
  create or replace temp table large as
    select range as i, repeat(range::text, 20) as text from range(600_000)`;

describe('the files of a database', needsModes, () => {
  it.each(['000', '077'])('are private with umask %s', async (umask) => {
    const folder = await tempDir();
    withUmask(umask);
    const warehouse = await open(join(folder, 'w.duckdb'), { mode: 'write' });
    const spool = await Spool.open(warehouse.path);
    await spool.write(Buffer.from('[]'));
    await warehouse.with(async (connection) => {
      await connection.run(createTable);
      await connection.run(spill);
      expect(await modes(folder)).toEqual({
        'w.duckdb': '600',
        'w.duckdb.wal': '600',
        'w.duckdb.tmp': '700',
        'w.duckdb.tmp/duckdb_temp': '600',
        'w.duckdb.spool': '700',
        'w.duckdb.spool/1.json': '600',
      });
    });
  });

  it.each(['000', '077'])('are shared as configured with umask %s', async (umask) => {
    const folder = await tempDir();
    withUmask(umask);
    const warehouse = await open(join(folder, 'w.duckdb'), { mode: 'write', fileMode: 0o640 });
    const spool = await Spool.open(warehouse.path);
    await spool.write(Buffer.from('[]'));
    await warehouse.with(async (connection) => {
      await connection.run(createTable);
      await connection.run(spill);
      expect(await modes(folder)).toMatchObject({
        'w.duckdb': '640',
        'w.duckdb.wal': '640',
        /* Its group cannot open what is in it. */
        'w.duckdb.tmp': '740',
        'w.duckdb.spool': '700',
        'w.duckdb.spool/1.json': '600',
      });
    });
  });

  it('keep their permissions when rows are moved and at a checkpoint', async () => {
    const folder = await tempDir();
    const warehouse = await open(join(folder, 'w.duckdb'), { mode: 'write', fileMode: 0o640 });
    await warehouse.with(async (connection) => {
      await connection.run(createTable);
      await connection.run('delete from toast.x where i > 0');
      await compact(connection, [table], 'raw');
      await connection.run('checkpoint');
      await connection.run('insert into toast.x values (1)');
    });
    expect(await modes(folder)).toEqual({ 'w.duckdb': '640', 'w.duckdb.wal': '640' });
  });

  it.each([
    ['no mode, so they keep their own', undefined, '664'],
    ['a private mode', 0o600, '600'],
    ['a shared mode', 0o640, '640'],
  ])('that exist get from a writer: %s', async (_, fileMode, expected) => {
    const folder = await tempDir();
    const path = join(folder, 'w.duckdb');
    (await Warehouse.open(path, { mode: 'write' })).close();
    await chmod(path, 0o664);
    (await Warehouse.open(path, { mode: 'read', fileMode })).close();
    expect(await modes(folder)).toEqual({ 'w.duckdb': '664' });
    (await Warehouse.open(path, { mode: 'update', fileMode })).close();
    expect(await modes(folder)).toEqual({ 'w.duckdb': expected });
  });

  it('draw a warning each, with the command, if others can read or change them', async () => {
    const folder = join(await tempDir(), "the group's");
    await mkdir(folder);
    const path = join(folder, 'w.duckdb');
    const warehouse = await open(path, { mode: 'write' });
    await warehouse.with((connection) => connection.run(createTable));
    await mkdir(`${path}.tmp`, { mode: 0o740 });
    const commands = async () =>
      (await warehouse.warnings()).map((text) => text.split(': ').at(-1));
    expect(await commands()).toEqual([]);
    await chmod(path, 0o602);
    await chmod(`${path}.wal`, 0o644);
    await chmod(`${path}.tmp`, 0o755);
    const quoted = path.replace("'", `'\\''`);
    expect(await commands()).toEqual([
      `chmod 600 '${quoted}'`,
      `chmod 600 '${quoted}.wal'`,
      `chmod 700 '${quoted}.tmp'`,
    ]);
    const user = vi.spyOn(process, 'getuid').mockReturnValue(4711);
    onTestFinished(() => user.mockRestore());
    expect(await commands(), 'to users who cannot run it').toEqual([]);
  });
});

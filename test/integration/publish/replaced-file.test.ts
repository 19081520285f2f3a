import { readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { chmod, copyFile, readlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import { DatabaseError } from '../../../src/errors.js';
import { errorOf } from '../../support/error-of.js';
import { holdElsewhere } from '../../support/hold-elsewhere.js';
import { tempDir } from '../../support/temp-dir.js';
import { query, shop, type Shop } from './support/shop.js';

it('has the mode that the target names, else that of the file it replaces, else a private one', async () => {
  const { publish, file } = await shop();
  const modeOf = () => statSync(file).mode & 0o777;
  await publish();
  expect(modeOf()).toBe(0o600);
  await publish({ full: true }, { mode: 0o640 });
  expect(modeOf()).toBe(0o640);
  await chmod(file, 0o644);
  await publish({ full: true });
  expect(modeOf()).toBe(0o644);
});

it('replaces what a symbolic link leads to', async () => {
  const { publish, file } = await shop();
  const real = join(await tempDir(), 'real.duckdb');
  symlinkSync(real, file);
  await publish();
  expect(await readlink(file)).toBe(real);
  expect(await query(real, 'select count(*)::integer as n from orders')).toEqual([{ n: 40 }]);
});

/* Each leaves something that is not to be replaced at the path of the target. */

const strangers: Record<string, (made: Shop) => Promise<void>> = {
  "a copy of toast's own database": ({ database, file }) => copyFile(database, file),
  'a file of somebody': async ({ file }) => writeFileSync(file, 'do not lose me'),
  'an empty file': async ({ file }) => writeFileSync(file, ''),
  'another DuckDB file': async ({ file }) => {
    const instance = await DuckDBInstance.create(file);
    const connection = await instance.connect();
    await connection.run(
      'create schema toast_publish; create table toast_publish.publication (i integer)',
    );
    connection.closeSync();
    instance.closeSync();
  },
};

it.each(Object.keys(strangers))('does not replace %s', async (name) => {
  const made = await shop();
  await strangers[name]?.(made);
  const before = readFileSync(made.file);
  for (const full of [false, true]) {
    const error = await errorOf(made.publish({ full }));
    expect(error).toBeInstanceOf(DatabaseError);
    expect(error.message).toBe(
      `${made.file} was not written by \`toast publish\`, so it is not replaced.`,
    );
  }
  expect(readFileSync(made.file).equals(before)).toBe(true);
  expect(readdirSync(made.folder)).toHaveLength(2);
});

it('refuses the database itself, a name that is a schema, and a folder that is missing', async () => {
  const { publish, database, folder } = await shop();
  const to = (path: string) => errorOf(publish({}, { location: { kind: 'duckdb', path } }));
  expect((await to(database)).message).toContain('is the database itself');
  expect((await to(join(folder, 'toast.duckdb'))).message).toContain('the name of a schema');
  expect((await to(join(folder, 'share', 'sales.duckdb'))).message).toContain('There is no folder');
  expect(readdirSync(folder)).toEqual([basename(database)]);
});

it.each(['read', 'write'] as const)(
  'is published while another process has it open to %s',
  async (mode) => {
    const { publish, change, file } = await shop();
    await publish();
    const holder = await holdElsewhere(file, mode);
    await change("update toast.orders set amount = 1000 where id = 'o3'");
    expect((await publish()).status).toBe('published');
    const largest = 'select max(amount) as largest from orders';
    expect(await query(file, largest)).toEqual([{ largest: '1000.0000' }]);
    await holder.release();
    expect(await query(file, largest)).toEqual([{ largest: '1000.0000' }]);
    expect((await publish({ verify: true })).status).toBe('unchanged');
  },
);

it('is published over what another process has written to it, and its log', async () => {
  const { publish, file, folder } = await shop();
  await publish();
  writeFileSync(`${file}.wal`, 'log of another file');
  expect((await publish({ verify: true })).status).toBe('published');
  expect(readdirSync(folder).toSorted()).toEqual(['sales.duckdb', 'warehouse.duckdb']);
  expect(await query(file, 'select count(*)::integer as n from orders')).toEqual([{ n: 40 }]);
});

it('removes what publishers that were killed have left, and not what others are writing', async () => {
  const { publish, file, folder } = await shop();
  const [half, full, busy] = ['half', 'full', 'busy'].map((name) => `${file}.${name}.partial`);
  writeFileSync(half ?? '', 'half a file');
  writeFileSync(`${half}.wal`, 'its log');
  await publish();
  await copyFile(file, full ?? '');
  await copyFile(file, busy ?? '');
  const holder = await holdElsewhere(busy ?? '', 'write');
  expect((await publish()).status).toBe('unchanged');
  expect(readdirSync(folder).toSorted()).toEqual([
    ...['sales.duckdb', 'sales.duckdb.busy.partial', 'warehouse.duckdb'],
  ]);
  await holder.release();
  await publish();
  expect(readdirSync(folder).toSorted()).toEqual(['sales.duckdb', 'warehouse.duckdb']);
});

it('leaves the old file, and nothing beside it, when it is stopped at any point', async () => {
  const { publish, change, file, folder } = await shop();
  await publish();
  const before = readFileSync(file);
  await change("update toast.orders set amount = 1000 where id = 'o3'");
  for (const stopAt of [0, 1, 3, 5]) {
    const controller = new AbortController();
    let seen = 0;
    const stopping = publish({
      signal: controller.signal,
      verify: true,
      onEvent: () => void (seen++ === stopAt && controller.abort(new Error('stopped'))),
    });
    expect((await errorOf(stopping)).message).toBe('stopped');
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(folder).toSorted()).toEqual(['sales.duckdb', 'warehouse.duckdb']);
  }
});

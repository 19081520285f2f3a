import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DatabaseError } from '../../../../src/errors.js';
import { Spool } from '../../../../src/extract/fetch/spool.js';
import { errorOf } from '../../../support/error-of.js';
import { tempDir } from '../../../support/temp-dir.js';

describe('the spool', () => {
  it('keeps pages until they are discarded, and only their owner can read them', async () => {
    const folder = await tempDir();
    const spool = await Spool.open(join(folder, 'x.duckdb'));
    const [first, second] = [
      await spool.write(Buffer.from('[1]')),
      await spool.write(Buffer.from('[2]')),
    ];
    expect(await readFile(first, 'utf8')).toBe('[1]');
    expect((await stat(first)).mode & 0o077).toBe(0);
    expect((await stat(join(folder, 'x.duckdb.spool'))).mode & 0o077).toBe(0);
    await spool.discard([first]);
    expect(await readdir(join(folder, 'x.duckdb.spool'))).toHaveLength(1);
    expect(await readFile(second, 'utf8')).toBe('[2]');
    await spool.close();
    expect(await readdir(folder)).toEqual([]);
  });

  it('starts empty, whatever a killed run has left', async () => {
    const folder = await tempDir();
    await mkdir(join(folder, 'x.duckdb.spool'));
    await writeFile(join(folder, 'x.duckdb.spool', '1.json'), 'guests');
    await Spool.open(join(folder, 'x.duckdb'));
    expect(await readdir(join(folder, 'x.duckdb.spool'))).toEqual([]);
  });

  it('reports the folder that it cannot write to', async () => {
    const folder = await tempDir();
    const nowhere = join(folder, 'nowhere', 'x.duckdb');
    const opening = await errorOf(Spool.open(nowhere));
    expect(opening).toBeInstanceOf(DatabaseError);
    expect(opening.message).toBe(`Cannot write to ${nowhere}.spool: ENOENT.`);

    const spool = await Spool.open(join(folder, 'x.duckdb'));
    await spool.close();
    expect(await errorOf(spool.write(Buffer.from('[]')))).toBeInstanceOf(DatabaseError);
  });
});

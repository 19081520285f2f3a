import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../../src/errors.js';
import { writeText, writeWhole } from '../../../../src/cli/output/sink.js';
import { errorOf } from '../../../support/error-of.js';
import { tempDir } from '../../../support/temp-dir.js';

async function* pieces(...texts: string[]) {
  yield* texts;
}

/* A reader that takes so many pieces and then ends with that error. */
function reader(most: number, code: string): Writable & { taken: string[] } {
  const taken: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _, done) {
      if (taken.length === most) return done(Object.assign(new Error(code), { code }));
      taken.push(chunk.toString());
      done();
    },
  });
  return Object.assign(stream, { taken });
}

describe('a file', () => {
  it('appears when it is complete', async () => {
    const folder = await tempDir();
    const path = join(folder, 'x.csv');
    async function* slowly() {
      yield 'a\n';
      expect(await readdir(folder)).not.toContain('x.csv');
      yield 'b\n';
    }
    await writeText(slowly(), path);
    expect(await readFile(path, 'utf8')).toBe('a\nb\n');
    expect(await readdir(folder)).toEqual(['x.csv']);
  });

  it('stays as it was when what is to be written fails', async () => {
    const folder = await tempDir();
    const path = join(folder, 'x.csv');
    await writeFile(path, 'before');
    const broken = new Error('broken');
    async function* failing() {
      yield 'half';
      throw broken;
    }
    expect(await errorOf(writeText(failing(), path))).toBe(broken);
    expect(await readFile(path, 'utf8')).toBe('before');
    expect(await readdir(folder)).toEqual(['x.csv']);
  });

  it('that cannot be written is the user’s mistake', async () => {
    const path = join(await tempDir(), 'nowhere', 'x.csv');
    const error = await errorOf(writeText(pieces('a'), path));
    expect(error).toBeInstanceOf(UsageError);
    expect(error.message).toBe(`Cannot write ${path}: ENOENT.`);
  });

  it('does not take every error for such a mistake', async () => {
    const path = join(await tempDir(), 'x');
    const bug = Object.assign(new Error('bug'), { code: 'ERR_INVALID_ARG_TYPE' });
    expect(await errorOf(writeWhole(path, () => Promise.reject(bug)))).toBe(bug);
  });
});

describe('standard output', () => {
  it('gets the text and stays open', async () => {
    const output = reader(Infinity, '');
    await writeText(pieces('a', 'b'), undefined, output);
    expect(output.taken).toEqual(['a', 'b']);
    expect(output.writableEnded).toBe(false);
  });

  it('may be closed early by who reads it', async () => {
    const output = reader(1, 'EPIPE');
    await writeText(pieces('a', 'b', 'c'), undefined, output);
    expect(output.taken).toEqual(['a']);
  });

  it('may not fail otherwise', async () => {
    const error = await errorOf(writeText(pieces('a', 'b'), undefined, reader(1, 'EIO')));
    expect(error).toMatchObject({ code: 'EIO' });
  });
});

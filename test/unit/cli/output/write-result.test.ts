import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../../src/errors.js';
import { writeAtomically, writeText } from '../../../../src/cli/output/write-result.js';
import { errorOf } from '../../../support/error-of.js';
import { tempDir } from '../../../support/temp-dir.js';

async function* pieces(...texts: string[]) {
  yield* texts;
}

/* Creates a reader that accepts `most` pieces and then fails with that error code. */
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

describe('writeText to a file', () => {
  it('creates the file under its name only when it is complete', async () => {
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

  it('keeps the old file if producing the text fails', async () => {
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

  it('throws UsageError if the file cannot be written', async () => {
    const path = join(await tempDir(), 'nowhere', 'x.csv');
    const error = await errorOf(writeText(pieces('a'), path));
    expect(error).toBeInstanceOf(UsageError);
    expect(error.message).toBe(`Cannot write ${path} (ENOENT).`);
  });

  it('passes on errors that are bugs', async () => {
    const path = join(await tempDir(), 'x');
    const bug = Object.assign(new Error('bug'), { code: 'ERR_INVALID_ARG_TYPE' });
    expect(await errorOf(writeAtomically(path, () => Promise.reject(bug)))).toBe(bug);
  });
});

describe('writeText to stdout', () => {
  it('writes the text and leaves stdout open', async () => {
    const output = reader(Infinity, '');
    await writeText(pieces('a', 'b'), undefined, output);
    expect(output.taken).toEqual(['a', 'b']);
    expect(output.writableEnded).toBe(false);
  });

  it('accepts that the reader closes stdout early', async () => {
    const output = reader(1, 'EPIPE');
    await writeText(pieces('a', 'b', 'c'), undefined, output);
    expect(output.taken).toEqual(['a']);
  });

  it('throws any other error of stdout', async () => {
    const error = await errorOf(writeText(pieces('a', 'b'), undefined, reader(1, 'EIO')));
    expect(error).toMatchObject({ code: 'EIO' });
  });
});

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import {
  chmod,
  mkdir,
  readdir,
  readFile,
  readlink,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
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
    expect(await errorOf(writeAtomically(path, [], () => Promise.reject(bug)))).toBe(bug);
  });
});

describe('writeText to what is there already', () => {
  it.each([0o022, 0o000])('creates a file for its owner only, with umask %i', async (mask) => {
    const path = join(await tempDir(), 'x.csv');
    const before = process.umask(mask);
    onTestFinished(() => void process.umask(before));
    await writeText(pieces('a'), path);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('leaves a replaced file its permissions', async () => {
    const path = join(await tempDir(), 'x.csv');
    await writeFile(path, 'before');
    await chmod(path, 0o640);
    await writeText(pieces('after'), path);
    expect(await readFile(path, 'utf8')).toBe('after');
    expect((await stat(path)).mode & 0o777).toBe(0o640);
  });

  it('replaces the file that a symbolic link leads to, and leaves the link', async () => {
    const folder = await tempDir();
    await mkdir(join(folder, 'real'));
    await writeFile(join(folder, 'real', 'x.csv'), 'before');
    await symlink('real/x.csv', join(folder, 'latest.csv'));
    await writeText(pieces('after'), join(folder, 'latest.csv'));
    expect(await readlink(join(folder, 'latest.csv'))).toBe('real/x.csv');
    expect(await readFile(join(folder, 'real', 'x.csv'), 'utf8')).toBe('after');
    expect(await readdir(join(folder, 'real'))).toEqual(['x.csv']);
  });

  it('refuses a symbolic link that leads nowhere', async () => {
    const path = join(await tempDir(), 'x.csv');
    await symlink('nowhere.csv', path);
    expect((await errorOf(writeText(pieces('a'), path))).message).toBe(
      `Cannot write ${path} (ENOENT).`,
    );
    expect(await readlink(path)).toBe('nowhere.csv');
  });

  it('follows no link that lies in wait under a name for an incomplete file', async () => {
    const folder = await tempDir();
    const path = join(folder, 'x.csv');
    await writeFile(join(folder, 'victim'), 'before');
    await symlink('victim', `${path}.partial`);
    await writeText(pieces('a'), path);
    expect(await readFile(join(folder, 'victim'), 'utf8')).toBe('before');
    expect(await readFile(path, 'utf8')).toBe('a');
  });

  it('writes a pipe as the text comes, and leaves the pipe', async () => {
    const path = join(await tempDir(), 'pipe');
    await promisify(execFile)('mkfifo', [path]);
    const read = readFile(path, 'utf8');
    await writeText(pieces('a', 'b'), path);
    expect(await read).toBe('ab');
    expect((await stat(path)).isFIFO()).toBe(true);
  });

  it.runIf(existsSync('/dev/full'))('writes a device, and reports its errors', async () => {
    await writeText(pieces('a'), '/dev/null');
    expect((await stat('/dev/null')).isCharacterDevice()).toBe(true);
    const error = await errorOf(writeText(pieces('a'), '/dev/full'));
    expect(error.message).toBe('No space is left to write /dev/full.');
  });

  it.each(['/dev/null', '.'])('cannot replace %s by a complete file', async (path) => {
    const error = await errorOf(writeAtomically(path, [], () => Promise.resolve()));
    expect(error).toBeInstanceOf(UsageError);
    expect(error.message).toBe(`${path} is not a regular file, and this format needs one.`);
  });

  it('refuses a guarded file before anything is written', async () => {
    const path = join(await tempDir(), 'x.duckdb');
    await writeFile(path, 'before');
    expect(await errorOf(writeText(pieces('a'), path, { guarded: [path] }))).toBeInstanceOf(
      UsageError,
    );
    expect(await readFile(path, 'utf8')).toBe('before');
  });
});

describe('writeText to stdout', () => {
  it('writes the text and leaves stdout open', async () => {
    const output = reader(Infinity, '');
    await writeText(pieces('a', 'b'), undefined, { stdout: output });
    expect(output.taken).toEqual(['a', 'b']);
    expect(output.writableEnded).toBe(false);
  });

  it('accepts that the reader closes stdout early', async () => {
    const output = reader(1, 'EPIPE');
    await writeText(pieces('a', 'b', 'c'), undefined, { stdout: output });
    expect(output.taken).toEqual(['a']);
  });

  it('throws any other error of stdout', async () => {
    const error = await errorOf(
      writeText(pieces('a', 'b'), undefined, { stdout: reader(1, 'EIO') }),
    );
    expect(error).toMatchObject({ code: 'EIO' });
  });
});

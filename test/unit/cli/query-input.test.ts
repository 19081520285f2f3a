import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/errors.js';
import { parseParameters, readSql } from '../../../src/cli/query-input.js';
import { errorOf } from '../../support/error-of.js';
import { tempDir } from '../../support/temp-dir.js';

const noInput = () => Readable.from([]);

describe('readSql', () => {
  it('reads the argument, a file or standard input', async () => {
    const file = join(await tempDir(), 'x.sql');
    await writeFile(file, 'select 2');
    expect(await readSql('select 1', undefined, noInput())).toBe('select 1');
    expect(await readSql(undefined, file, noInput())).toBe('select 2');
    expect(await readSql('-', undefined, Readable.from(['select', ' 3']))).toBe('select 3');
  });

  it.each<[string | undefined, string | undefined]>([
    [undefined, undefined],
    ['select 1', 'x.sql'],
    [undefined, 'nowhere/x.sql'],
    [' \n', undefined],
    ['-', undefined],
  ])('rejects the argument %j with the file %j', async (argument, file) => {
    expect(await errorOf(readSql(argument, file, noInput()))).toBeInstanceOf(UsageError);
  });
});

describe('parseParameters', () => {
  it('takes everything after the first equals sign as the value', () => {
    expect(parseParameters(['a=1', '$b=x=y', 'c=', 'd=two\nlines'])).toEqual({
      a: '1',
      b: 'x=y',
      c: '',
      d: 'two\nlines',
    });
  });

  it.each(['a', '=1', 'a b=1', ''])('rejects %j', (given) => {
    expect(() => parseParameters([given])).toThrow(UsageError);
  });
});

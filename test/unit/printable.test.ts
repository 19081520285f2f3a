import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable, printableBlock, printableError } from '../../src/printable.js';

/* C0, DEL, C1, the separators of lines and paragraphs, and the marks that change the direction. */
const unsafe = [
  ...Array.from({ length: 0x20 }, (_, i) => i),
  ...Array.from({ length: 0x21 }, (_, i) => 0x7f + i),
  ...[0x061c, 0x200e, 0x200f, 0x2028, 0x2029],
  ...[0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069],
].map((code) => String.fromCodePoint(code));

describe('text from outside', () => {
  it.each([
    ['\u001b]0;title\u0007\u001b[2J', '\\e]0;title\\a\\e[2J'],
    ['a\r\nb\tc', 'a\\r\\nb\\tc'],
    ['\u0000\u007f\u009b1m', '\\u{00}\\u{7f}\\u{9b}1m'],
    ['invoice\u202efdp.exe', 'invoice\\u{202e}fdp.exe'],
    ['a\u2028b\u2029\u2066c', 'a\\u{2028}b\\u{2029}\\u{2066}c'],
    ['Café 寿司 🍣 \\n 100%', 'Café 寿司 🍣 \\n 100%'],
  ])('%j is printed as %j', (text, printed) => {
    expect(printable(text)).toBe(printed);
  });

  it.each(unsafe)('%j becomes visible, and only what is unsafe changes', (character) => {
    expect(printable(`a${character}b`)).toMatch(/^a\\[a-z{}0-9]+b$/);
  });

  it('of any kind has no unsafe character left, and twice changes nothing more', () => {
    /* With surrogates. `unit: 'binary'` first lists all code points, which takes two seconds. */
    const unit = fc
      .oneof(fc.nat(0xff), fc.nat(0x10_ffff))
      .map((code) => String.fromCodePoint(code));
    const text = fc.array(fc.oneof(fc.constantFrom(...unsafe), fc.string({ unit })));
    fc.assert(
      fc.property(text, (parts) => {
        const once = printable(parts.join(''));
        expect(unsafe.filter((character) => once.includes(character))).toEqual([]);
        expect(printable(once)).toBe(once);
        const block = printableBlock(parts.join(''));
        const left = unsafe.filter((character) => block.includes(character));
        expect(left.filter((character) => character !== '\n' && character !== '\t')).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});

describe('an error', () => {
  it('is safe to print with its stack, its suggestions and its causes', () => {
    const cause = new Error('cause \u001b[2J');
    const error = Object.assign(new Error('line 1\nline 2 \u009b1m', { cause }), {
      suggestions: ['try \u202e'],
    });
    expect(printableError(error)).toBe(error);
    expect(error.message).toBe('line 1\nline 2 \\u{9b}1m');
    expect(error.suggestions).toEqual(['try \\u{202e}']);
    expect(cause.message).toBe('cause \\e[2J');
    const stacks = `${error.stack}${cause.stack}`;
    expect(stacks).toContain('cause \\e[2J');
    expect(['\u001b', '\u009b'].filter((character) => stacks.includes(character))).toEqual([]);
  });

  it('whose causes form a circle, or that is not an error, is returned', () => {
    const error = new Error('\u0007');
    error.cause = error;
    expect(printableError(error).message).toBe('\\a');
    expect(printableError('text')).toBe('text');
  });
});

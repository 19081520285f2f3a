import { describe, expect, it } from 'vitest';
import { cellText } from '../../../../src/cli/output/cells.js';

describe('cellText', () => {
  it.each<[unknown, string]>([
    [null, ''],
    [undefined, ''],
    [0, '0'],
    [false, 'false'],
    ['a\r\nb\tc', 'a\\r\\nb\\tc'],
    [{ a: [1, null] }, '{"a":[1,null]}'],
    /* Text that guests typed must not control the terminal. */
    ['\u001b[2Jgone\u0007\u009b1m', '\\e[2Jgone\\a\\u{9b}1m'],
  ])('formats %j as %j', (value, text) => {
    expect(cellText(value)).toBe(text);
  });
});

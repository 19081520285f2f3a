import { describe, expect, it } from 'vitest';
import { cellText, csvLine } from '../../../../../src/cli/output/table/cells.js';

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

describe('csvLine for spreadsheets', () => {
  const safe = (...values: unknown[]) => csvLine(values, { safe: true });

  it.each([
    ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"\r\n`],
    ["=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0\r\n"],
    ['+1+1', "'+1+1\r\n"],
    ['+15551234567', "'+15551234567\r\n"],
    ['-1+1', "'-1+1\r\n"],
    ['-', "'-\r\n"],
    ['@SUM(A1)', "'@SUM(A1)\r\n"],
    ['\t=1', `'\t=1\r\n`],
    ['\r=1', `"'\r=1"\r\n`],
    ['\n=1', `"'\n=1"\r\n`],
    ['＝1+1', "'＝1+1\r\n"],
  ])('escapes %j', (text, line) => {
    expect(safe(text)).toBe(line);
  });

  it('leaves numbers, dates and other texts as they are', () => {
    expect(safe(-12.5, '-12.5000', '-1e-7', '2026-03-01', 'a=b', '', null)).toBe(
      '-12.5,-12.5000,-1e-7,2026-03-01,a=b,"",\r\n',
    );
  });

  it('leaves everything as it is unless asked', () => {
    expect(csvLine(['=1+1', '\u001b[2J', '-x'])).toBe('=1+1,\u001b[2J,-x\r\n');
  });
});

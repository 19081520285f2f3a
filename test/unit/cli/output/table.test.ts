import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { cellText } from '../../../../src/cli/output/cell-text.js';
import { renderTable } from '../../../../src/cli/output/table.js';

const cell = fc.string({
  unit: fc.constantFrom('a', ' ', '|', 'é', '寿', '🍣', '\n'),
  maxLength: 30,
});

const widest = (table: string) => Math.max(...table.split('\n').map((line) => stringWidth(line)));

describe('renderTable', () => {
  it('aligns numbers to the right, and shows null as nothing', () => {
    const table = renderTable({
      headers: ['name', 'rows'],
      rows: [
        ['a', 5],
        [null, 1234],
      ],
      numeric: [false, true],
    });
    expect(table.split('\n')).toEqual([
      '┌──────┬──────┐',
      '│ name │ rows │',
      '├──────┼──────┤',
      '│ a    │    5 │',
      '│      │ 1234 │',
      '└──────┴──────┘',
    ]);
  });

  it('has a header when there are no rows', () => {
    expect(renderTable({ headers: ['a'], rows: [] }).split('\n')[1]).toBe('│ a │');
  });

  it('takes from the widest column first, and marks what it cut', () => {
    const table = renderTable({
      headers: ['id', 'text'],
      rows: [['short', 'x'.repeat(100)]],
      width: 30,
    });
    expect(widest(table)).toBe(30);
    expect(table).toContain(`│ short │ ${'x'.repeat(17)}… │`);
  });

  it('counts wide characters as the terminal does', () => {
    const rows = [['寿司レストラン'], ['Crème brûlée'], ['🍣 and 🍺']];
    const table = renderTable({ headers: ['name'], rows });
    expect(new Set(table.split('\n').map((line) => stringWidth(line))).size).toBe(1);
    const narrow = renderTable({ headers: ['name'], rows, width: 12 });
    expect(widest(narrow)).toBeLessThanOrEqual(12);
    expect(narrow).toContain('寿司');
  });

  it('leaves out columns from the middle when they cannot all be shown', () => {
    const headers = Array.from({ length: 12 }, (_, i) => `column ${i + 1}`);
    const table = renderTable({ headers, rows: [headers], width: 60 });
    expect(widest(table)).toBeLessThanOrEqual(60);
    expect(table.split('\n')[1]?.trim()).toMatch(/^│ col.*│ … │.*│$/);
  });

  it('shows all columns that fit, however many they are', () => {
    const headers = 'abcdefghijklmnop'.split('');
    const table = renderTable({ headers, rows: [headers], width: 80 });
    expect(table.split('\n')[1]).toBe(`│ ${headers.join(' │ ')} │`);
  });

  it('never is wider than it may be', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 5, maxLength: 5 }), { maxLength: 8 }),
        fc.integer({ min: 20, max: 120 }),
        (rows, width) => {
          const table = renderTable({ headers: ['a', 'bb', 'ccc', 'dddd', 'eeeee'], rows, width });
          expect(widest(table)).toBeLessThanOrEqual(width);
          expect(table.split('\n')).toHaveLength(rows.length === 0 ? 3 : rows.length + 4);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('cellText', () => {
  it.each<[unknown, string]>([
    [null, ''],
    [undefined, ''],
    [0, '0'],
    [false, 'false'],
    ['a\r\nb\tc', 'a b c'],
    [{ a: [1, null] }, '{"a":[1,null]}'],
    /* What guests typed must not steer the terminal. */
    ['\u001b[2Jgone\u0007\u009b1m', ' [2Jgone 1m'],
  ])('of %j is %j', (value, text) => {
    expect(cellText(value)).toBe(text);
  });
});

import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { renderTable } from '../../../../src/cli/output/table.js';

const cell = fc.string({
  unit: fc.constantFrom('a', ' ', '|', 'é', '寿', '🍣', '\n'),
  maxLength: 30,
});

const widest = (table: string) => Math.max(...table.split('\n').map((line) => stringWidth(line)));

describe('renderTable', () => {
  it('aligns numeric columns to the right and shows null as an empty cell', () => {
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

  it('shows the header if there are no rows', () => {
    expect(renderTable({ headers: ['a'], rows: [] }).split('\n')[1]).toBe('│ a │');
  });

  it('shortens the widest column first, with an ellipsis', () => {
    const table = renderTable({
      headers: ['id', 'text'],
      rows: [['short', 'x'.repeat(100)]],
      width: 30,
    });
    expect(widest(table)).toBe(30);
    expect(table).toContain(`│ short │ ${'x'.repeat(17)}… │`);
  });

  it('counts wide characters as two columns of the terminal', () => {
    const rows = [['寿司レストラン'], ['Crème brûlée'], ['🍣 and 🍺']];
    const table = renderTable({ headers: ['name'], rows });
    expect(new Set(table.split('\n').map((line) => stringWidth(line))).size).toBe(1);
    const narrow = renderTable({ headers: ['name'], rows, width: 12 });
    expect(widest(narrow)).toBeLessThanOrEqual(12);
    expect(narrow).toContain('寿司');
  });

  it('omits columns in the middle if not all fit', () => {
    const headers = Array.from({ length: 12 }, (_, i) => `column ${i + 1}`);
    const table = renderTable({ headers, rows: [headers], width: 60 });
    expect(widest(table)).toBeLessThanOrEqual(60);
    expect(table.split('\n')[1]?.trim()).toMatch(/^│ col.*│ … │.*│$/);
  });

  it('shows all columns if they fit, however many there are', () => {
    const headers = 'abcdefghijklmnop'.split('');
    const table = renderTable({ headers, rows: [headers], width: 80 });
    expect(table.split('\n')[1]).toBe(`│ ${headers.join(' │ ')} │`);
  });

  it('is never wider than the given width', () => {
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

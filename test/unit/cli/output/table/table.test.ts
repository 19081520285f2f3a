import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { countColumn } from '../../../../../src/cli/output/table/table-column.js';
import { outputWidth } from '../../../../../src/cli/output/table/output-width.js';
import { renderTable } from '../../../../../src/cli/output/table/table.js';
import { renderRow } from '../../../../../src/cli/output/table/vertical.js';

const cell = fc.string({
  unit: fc.constantFrom('a', ' ', '|', 'é', '寿', '🍣', '👩‍🍳', '\n'),
  maxLength: 30,
});

const widest = (table: string) => Math.max(...table.split('\n').map((line) => stringWidth(line)));
const named = (...names: string[]) => names.map((name) => ({ name }));

describe('renderTable', () => {
  it('aligns numeric columns to the right and shows null as an empty cell', () => {
    const table = renderTable({
      columns: [{ name: 'name' }, countColumn('rows')],
      rows: [
        ['a', 5],
        [null, 1234],
        ['b', null],
      ],
      width: 80,
    });
    expect(table.split('\n')).toEqual([
      '┌──────┬───────┐',
      '│ name │  rows │',
      '├──────┼───────┤',
      '│ a    │     5 │',
      '│      │ 1,234 │',
      '│ b    │       │',
      '└──────┴───────┘',
    ]);
  });

  it('shows the header if there are no rows', () => {
    expect(renderTable({ columns: named('a'), rows: [], width: 80 }).split('\n')[1]).toBe('│ a │');
  });

  it('names the first of very many columns that do not fit, so that the rows stay on the screen', () => {
    const names = Array.from({ length: 70 }, (_, i) => `column_${i}`);
    const table = (width: number) =>
      renderTable({ columns: named(...names), rows: [names, names], width });
    const note = /Columns left out: column_7, .*column_28, and 41 more\./;
    expect(table(80).replaceAll('\n', ' ')).toMatch(note);
    expect(table(80).split('\n').length).toBeLessThan(12);
    expect(table(200)).toContain('column_69. They need');
  });

  it('shows a row with values that begin in one column, unless a name is very long', () => {
    const row = renderRow(named('id', 'business_date', 'x'.repeat(60)), ['1', '2026-03-01', '7']);
    expect(row.split('\n')).toEqual([
      `id                               │ 1`,
      `business_date                    │ 2026-03-01`,
      `${'x'.repeat(60)} │ 7`,
    ]);
  });

  it('leaves out the columns that do not fit, in full, and names them', () => {
    const row = ['2026-03-01', 'x'.repeat(40), '1,234,567.89', 'Corner Cafe, Main Street'];
    const columns = named('date', 'text', 'amount', 'name');
    const table = renderTable({ columns, rows: [row, row], width: 60, hint: 'Look elsewhere.' });
    expect(table.split('\n').slice(3)).toEqual([
      `│ ${[row[0], row[2], row[3]].join(' │ ')} │`,
      `│ ${[row[0], row[2], row[3]].join(' │ ')} │`,
      expect.stringMatching(/^└/),
      'Columns left out: text. Look elsewhere.',
    ]);
  });

  it('shows a single row as lines if it does not fit, and rows of which no column does', () => {
    const columns = named('id', 'text');
    const text = 'x'.repeat(40);
    const one = renderTable({ columns, rows: [['a', text]], width: 30 });
    expect(one.split('\n')).toEqual(['id   │ a', `text │ ${text}`]);
    const two = renderTable({ columns: named('text'), rows: [[text], [text]], width: 30 });
    expect(two.split('\n')).toEqual([`text │ ${text}`, '', `text │ ${text}`]);
  });

  it('breaks texts between words where a column allows it, but no word', () => {
    const columns = [{ name: 'id' }, { name: 'reason', wrap: true }];
    const rows = [
      ['a', 'Toast answered 403'],
      ['b', '-'],
    ];
    expect(renderTable({ columns, rows, width: 23 }).split('\n').slice(3, -1)).toEqual([
      '│ a  │ Toast answered │',
      '│    │ 403            │',
      '│ b  │ -              │',
    ]);
    expect(renderTable({ columns, rows, width: 14 })).toContain('Columns left');
  });

  it('counts wide characters as two columns of the terminal', () => {
    const rows = [['寿司レストラン'], ['Crème brûlée'], ['🍣 and 🍺']];
    const table = renderTable({ columns: named('name'), rows, width: 80 });
    expect(new Set(table.split('\n').map((line) => stringWidth(line))).size).toBe(1);
  });

  it('shows all columns if they fit, however many there are', () => {
    const names = 'abcdefghijklmnop'.split('');
    const table = renderTable({ columns: named(...names), rows: [names], width: 80 });
    expect(table.split('\n')[1]).toBe(`│ ${names.join(' │ ')} │`);
  });

  it('neither formats nor measures values that it does not show', () => {
    let formatted = 0;
    const format = (value: unknown) => {
      formatted += 1;
      return value;
    };
    const columns = [{ name: 'id' }, { name: 'payload', format }, { name: 'x'.repeat(99), format }];
    const row = [1, '{'.repeat(10_000), 2];
    renderTable({ columns, rows: Array<unknown[]>(1000).fill(row), width: 80 });
    expect(formatted).toBe(2);
  });

  it('is never wider than the given width, and shows every value of a column or none', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 5, maxLength: 5 }), { minLength: 2, maxLength: 8 }),
        fc.integer({ min: 66, max: 120 }),
        (rows, width) => {
          const columns = named('a', 'bb', 'ccc', 'dddd', 'eeeee');
          const table = renderTable({ columns, rows, width });
          expect(widest(table)).toBeLessThanOrEqual(width);
          const [head, note] = [table.split('\n')[1] ?? '', table.split('└')[1] ?? ''];
          columns.forEach(({ name }, i) => {
            if (!head.includes(` ${name} `)) return expect(note).toContain(name);
            for (const row of rows) {
              expect(table).toContain(` ${(row[i] ?? '').replaceAll('\n', '\\n')} `);
            }
          });
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('the width of output', () => {
  it('is that of the terminal, else that of COLUMNS, else 120', () => {
    expect(outputWidth({ columns: 80 }, { COLUMNS: '200' })).toBe(80);
    expect(outputWidth({}, { COLUMNS: '200' })).toBe(200);
    expect(outputWidth({}, { COLUMNS: 'wide' })).toBe(120);
    expect(outputWidth({}, {})).toBe(120);
  });
});

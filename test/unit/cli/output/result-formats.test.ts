import { describe, expect, it } from 'vitest';
import {
  formatRows,
  type FormatOptions,
  type Rows,
  type TextFormat,
} from '../../../../src/cli/output/result-formats.js';

async function* chunksOf(...chunks: unknown[][][]) {
  yield* chunks;
}

async function text(
  rows: Rows,
  format: TextFormat,
  options: Partial<FormatOptions> = {},
): Promise<string> {
  const pieces = [];
  for await (const piece of formatRows(rows, format, { width: 80, ...options })) pieces.push(piece);
  return pieces.join('');
}

const columns = [
  { name: 'name', type: 'VARCHAR' },
  { name: 'net, sales', type: 'DECIMAL(18,4)' },
  { name: 'tags', type: 'VARCHAR[]' },
];

const sales = (): Rows => ({
  columns,
  chunks: chunksOf(
    [
      ['plain', '10.5000', ['a', 'b']],
      ['says "hi",\nthen | \\ leaves', null, []],
    ],
    [
      ['', '99999999999999.9999', null],
      [' padded ', '-0.0100', null],
      [null, '0.0000', null],
    ],
  ),
});

const empty = (): Rows => ({ columns, chunks: chunksOf() });

describe('formatRows as CSV', () => {
  it('quotes fields that need it, and distinguishes an empty string from null', async () => {
    expect(await text(sales(), 'csv')).toBe(
      [
        'name,"net, sales",tags',
        'plain,10.5000,"[""a"",""b""]"',
        '"says ""hi"",\nthen | \\ leaves",,[]',
        '"",99999999999999.9999,',
        '" padded ",-0.0100,',
        ',0.0000,',
        '',
      ].join('\r\n'),
    );
  });

  it('writes the header if there are no rows', async () => {
    expect(await text(empty(), 'csv')).toBe('name,"net, sales",tags\r\n');
  });

  it('begins with a byte order mark for a spreadsheet, which else reads “Café” as “CafÃ©”', async () => {
    expect(await text(empty(), 'csv', { csvSafe: true })).toBe('\uFEFFname,"net, sales",tags\r\n');
  });
});

describe('formatRows as JSON', () => {
  const objects = [
    { name: 'plain', 'net, sales': 10.5, tags: ['a', 'b'] },
    { name: 'says "hi",\nthen | \\ leaves', 'net, sales': null, tags: [] },
    { name: '', 'net, sales': '99999999999999.9999', tags: null },
    { name: ' padded ', 'net, sales': -0.01, tags: null },
    { name: null, 'net, sales': 0, tags: null },
  ];

  it('writes an array of objects, with decimals as numbers unless digits would be lost', async () => {
    expect(JSON.parse(await text(sales(), 'json'))).toEqual(objects);
    expect(await text(empty(), 'json')).toBe('[]\n');
  });

  it('writes one object per line as NDJSON', async () => {
    const lines = (await text(sales(), 'ndjson')).split('\n');
    expect(lines.pop()).toBe('');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(objects);
    expect(await text(empty(), 'ndjson')).toBe('');
  });
});

describe('formatRows as Markdown', () => {
  it('keeps each row on one line and escapes characters that would end a cell', async () => {
    expect((await text(sales(), 'markdown')).split('\n')).toEqual([
      '| name | net, sales | tags |',
      '| --- | --: | --- |',
      '| plain | 10.5000 | ["a","b"] |',
      '| says "hi", then \\| \\\\ leaves |  | [] |',
      '|  | 99999999999999.9999 |  |',
      '|  padded  | -0.0100 |  |',
      '|  | 0.0000 |  |',
      '',
    ]);
  });
});

describe('formatRows as a table', () => {
  const money = (...values: (string | null)[]): Rows => ({
    columns: [{ name: 'money', type: 'DECIMAL(18,4)' }],
    chunks: chunksOf(values.map((value) => [value])),
  });

  it('shows types below names and the number of rows, and aligns numbers, but not lists of them', async () => {
    const rows: Rows = {
      columns: [
        { name: 'numbers', type: 'INTEGER[]' },
        { name: 'number', type: 'BIGINT' },
        { name: 'nested', type: 'STRUCT(a DECIMAL(18,4), b VARCHAR)[]' },
      ],
      chunks: chunksOf([[[1], 2026, []]]),
    };
    expect((await text(rows, 'table')).split('\n')).toEqual([
      '┌───────────┬────────┬─────────────┐',
      '│ numbers   │ number │ nested      │',
      '│ integer[] │ bigint │ struct(…)[] │',
      '├───────────┼────────┼─────────────┤',
      '│ [1]       │   2026 │ []          │',
      '└───────────┴────────┴─────────────┘',
      '1 row',
      '',
    ]);
  });

  it('shows amounts with separators and two decimals, more only where they are not zero', async () => {
    const table = await text(money('1234567.5000', '-0.1000', '12.3450', null, '0.0000'), 'table');
    const shown = table.split('\n').slice(4, 9);
    expect(shown.map((line) => line.slice(1, -1).trim())).toEqual([
      ...['1,234,567.50', '-0.10', '12.345', '', '0.00'],
    ]);
  });

  it('rounds averages, which other formats have exactly', async () => {
    const average = (): Rows => ({
      columns: [{ name: 'average', type: 'DOUBLE' }],
      chunks: chunksOf([[37.21666666666666], [null], ['Infinity']]),
    });
    const shown = (await text(average(), 'table')).split('\n').slice(4, 7);
    expect(shown.map((line) => line.slice(1, -1).trim())).toEqual(['37.2167', '', 'Infinity']);
    expect(await text(average(), 'csv')).toContain('\r\n37.21666666666666\r\n');
    expect(JSON.parse(await text(average(), 'json'))).toContainEqual({
      average: 37.21666666666666,
    });
  });

  it('names the columns that do not fit, and shows them with `vertical`', async () => {
    const wide = (): Rows => ({
      columns: [
        { name: 'id', type: 'VARCHAR' },
        { name: 'payload', type: 'VARCHAR' },
        { name: 'total', type: 'DECIMAL(18,4)' },
      ],
      chunks: chunksOf([
        ['a', '{'.repeat(500), '1500.0000'],
        ['b', '', null],
      ]),
    });
    const table = await text(wide(), 'table');
    expect(table).toContain('│ a       │      1,500.00 │');
    expect(table).toContain('Columns left out: payload. --vertical shows all columns');
    expect((await text(wide(), 'table', { vertical: true })).split('\n')).toEqual([
      '── row 1 ──',
      'id      │ a',
      `payload │ ${'{'.repeat(500)}`,
      'total   │ 1,500.00',
      '── row 2 ──',
      'id      │ b',
      'payload │ ',
      'total   │ ',
      '2 rows',
      '',
    ]);
  });

  it.each([false, true])(
    'ends with the last row that it shows (vertical: %s)',
    async (vertical) => {
      const lines = (await text(money('1', '2', '3'), 'table', { maxRows: 2, vertical })).split(
        '\n',
      );
      expect(lines.at(-2)).toMatch(/^The first 2 rows; there are more\./);
      expect(lines.join()).not.toContain('3.00');
      const all = await text(money('1', '2'), 'table', { maxRows: 2, vertical });
      expect(all.split('\n').at(-2)).toBe('2 rows');
    },
  );
});

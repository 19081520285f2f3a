import { describe, expect, it } from 'vitest';
import {
  formatRows,
  type Rows,
  type TextFormat,
} from '../../../../src/cli/output/result-formats.js';

async function* chunksOf(...chunks: unknown[][][]) {
  yield* chunks;
}

async function text(rows: Rows, format: TextFormat): Promise<string> {
  const pieces = [];
  for await (const piece of formatRows(rows, format)) pieces.push(piece);
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
  it('aligns numbers to the right, but not lists of numbers', async () => {
    const rows: Rows = {
      columns: [
        { name: 'numbers', type: 'INTEGER[]' },
        { name: 'number', type: 'BIGINT' },
        { name: 'money', type: 'DECIMAL(18,4)' },
      ],
      chunks: chunksOf([[[1], 2, '3.0000']]),
    };
    expect((await text(rows, 'table')).split('\n')[3]).toBe('│ [1]     │      2 │ 3.0000 │');
  });
});

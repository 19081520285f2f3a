import { describe, expect, it } from 'vitest';
import { formatRows, type Rows, type TextFormat } from '../../../../src/cli/output/format.js';

async function* portionsOf(...portions: unknown[][][]) {
  yield* portions;
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
  portions: portionsOf(
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

const empty = (): Rows => ({ columns, portions: portionsOf() });

describe('CSV', () => {
  it('quotes what needs it, and tells an empty text from null', async () => {
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

  it('has a header when there are no rows', async () => {
    expect(await text(empty(), 'csv')).toBe('name,"net, sales",tags\r\n');
  });
});

describe('JSON', () => {
  const objects = [
    { name: 'plain', 'net, sales': 10.5, tags: ['a', 'b'] },
    { name: 'says "hi",\nthen | \\ leaves', 'net, sales': null, tags: [] },
    { name: '', 'net, sales': '99999999999999.9999', tags: null },
    { name: ' padded ', 'net, sales': -0.01, tags: null },
    { name: null, 'net, sales': 0, tags: null },
  ];

  it('is a list of objects, decimals as numbers while none of their digits is lost', async () => {
    expect(JSON.parse(await text(sales(), 'json'))).toEqual(objects);
    expect(await text(empty(), 'json')).toBe('[]\n');
  });

  it('is a line per object as NDJSON', async () => {
    const lines = (await text(sales(), 'ndjson')).split('\n');
    expect(lines.pop()).toBe('');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(objects);
    expect(await text(empty(), 'ndjson')).toBe('');
  });
});

describe('Markdown', () => {
  it('keeps each row on a line, and escapes what would end a cell', async () => {
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

describe('a table', () => {
  it('aligns numbers to the right, lists of numbers not', async () => {
    const rows: Rows = {
      columns: [
        { name: 'numbers', type: 'INTEGER[]' },
        { name: 'number', type: 'BIGINT' },
        { name: 'money', type: 'DECIMAL(18,4)' },
      ],
      portions: portionsOf([[[1], 2, '3.0000']]),
    };
    expect((await text(rows, 'table')).split('\n')[3]).toBe('│ [1]     │      2 │ 3.0000 │');
  });
});

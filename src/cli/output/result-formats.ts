import { csvLine, markdownLine } from './table/cells.js';
import { formatCount } from './table/numbers.js';
import { isNumeric, tableColumn, type QueryColumn } from './table/query-columns.js';

/** Holds a query result as the database streams it: columns first, then rows in chunks. */
export interface Rows {
  readonly columns: readonly QueryColumn[];
  readonly chunks: AsyncIterable<readonly (readonly unknown[])[]>;
}

/** Lists the formats of `toast query`, except parquet. */
export const textFormats = ['table', 'csv', 'json', 'ndjson', 'markdown'] as const;

export type TextFormat = (typeof textFormats)[number];

export interface FormatOptions {
  /** Width of a line in characters, for `table`. */
  readonly width: number;
  /** Shows each row as one line per column, for `table`. */
  readonly vertical?: boolean | undefined;
  /** How the user says `vertical`, for `table`. */
  readonly verticalFlag?: string;
  /** Columns whose values may be broken into lines, for `table`. */
  readonly prose?: readonly string[] | undefined;
  /** Shows no more rows than this, for `table`. */
  readonly maxRows?: number | undefined;
  /** Escapes formulas and marks the text as UTF-8, for `csv` that a spreadsheet opens. */
  readonly csvSafe?: boolean | undefined;
}

/** Yields a result as text, piece by piece. Only `table` keeps all rows in memory. */
export async function* formatRows(
  { columns, chunks }: Rows,
  format: TextFormat,
  { csvSafe: safe, ...options }: FormatOptions,
): AsyncGenerator<string> {
  const headers = columns.map(({ name }) => name);
  switch (format) {
    case 'table':
      yield* options.vertical
        ? verticalRows({ columns, chunks }, options)
        : table({ columns, chunks }, options);
      break;
    case 'csv':
      /* Excel takes UTF-8 for Windows-1252 unless it begins with a byte order mark. */
      if (safe) yield '\uFEFF';
      yield csvLine(headers, { safe });
      for await (const chunk of chunks) {
        yield chunk.map((row) => csvLine(row, { safe })).join('');
      }
      break;
    case 'markdown':
      yield markdownLine(headers);
      yield markdownLine(columns.map(({ type }) => (isNumeric(type) ? '--:' : '---')));
      for await (const chunk of chunks) yield chunk.map(markdownLine).join('');
      break;
    case 'ndjson':
      for await (const chunk of chunks) {
        yield chunk.map((row) => `${JSON.stringify(toObject(columns, row))}\n`).join('');
      }
      break;
    case 'json': {
      let separator = '[\n';
      for await (const chunk of chunks) {
        for (const row of chunk) {
          yield `${separator}  ${JSON.stringify(toObject(columns, row))}`;
          separator = ',\n';
        }
      }
      yield separator === '[\n' ? '[]\n' : '\n]\n';
      break;
    }
  }
}

async function* table(
  { columns, chunks }: Rows,
  { width, maxRows, prose = [], verticalFlag = '--vertical' }: FormatOptions,
): AsyncGenerator<string> {
  /* Its libraries are slow to load, and other formats do not need them. */
  const { renderTable } = await import('./table/table.js');
  const rows: (readonly unknown[])[] = [];
  const hint = `${verticalFlag} shows all columns, and so do other formats.`;
  for await (const row of rowsOf(chunks, maxRows)) rows.push(row);
  const shown = maxRows === undefined ? rows : rows.slice(0, maxRows);
  const drawn = columns.map((column) => ({
    ...tableColumn(column),
    wrap: prose.includes(column.name),
  }));
  yield `${renderTable({ columns: drawn, rows: shown, width, hint })}\n`;
  yield countLine(shown.length, rows.length > shown.length);
}

async function* verticalRows(
  { columns, chunks }: Rows,
  { maxRows }: FormatOptions,
): AsyncGenerator<string> {
  const { renderRow } = await import('./table/vertical.js');
  const shown = columns.map(tableColumn);
  let count = 0;
  for await (const row of rowsOf(chunks, maxRows)) {
    if (count === maxRows) return yield countLine(count, true);
    count += 1;
    yield `── row ${formatCount(count)} ──\n${renderRow(shown, row)}\n`;
  }
  yield countLine(count, false);
}

/* Ends with the first row beyond the limit, which tells that there are more. */
async function* rowsOf(chunks: Rows['chunks'], maxRows = Infinity) {
  let count = 0;
  for await (const chunk of chunks) {
    for (const row of chunk) {
      yield row;
      count += 1;
      if (count > maxRows) return;
    }
  }
}

function countLine(count: number, areMore: boolean): string {
  const rows = count === 1 ? '1 row' : `${formatCount(count)} rows`;
  return areMore
    ? `The first ${rows}; there are more. Use --output or another --format to get all.\n`
    : `${rows}\n`;
}

/** Returns a row as an object for JSON. If several columns have the same name, the last one wins. */
export function toObject(
  columns: Rows['columns'],
  row: readonly unknown[],
): Record<string, unknown> {
  return Object.fromEntries(
    columns.map(({ name, type }, i) => {
      const value = row[i] ?? null;
      return [name, type.startsWith('DECIMAL') ? decimalToJson(value) : value];
    }),
  );
}

/* A double holds 15 significant digits exactly; a longer decimal remains a string. */
function decimalToJson(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return value.replace(/\D/g, '').replace(/^0+/, '').length <= 15 ? Number(value) : value;
}

import { csvLine, markdownLine } from './cells.js';

/** Holds a query result as the database streams it: columns first, then rows in chunks. */
export interface Rows {
  readonly columns: readonly { name: string; type: string }[];
  readonly chunks: AsyncIterable<readonly (readonly unknown[])[]>;
}

/** Lists the formats of `toast query`, except parquet. */
export const textFormats = ['table', 'csv', 'json', 'ndjson', 'markdown'] as const;

export type TextFormat = (typeof textFormats)[number];

export interface FormatOptions {
  /** Width of the terminal in characters, for `table`. Unlimited if undefined. */
  width?: number | undefined;
  /** Escapes formulas, for `csv`. */
  csvSafe?: boolean | undefined;
}

/** Yields a result as text, piece by piece. Only `table` keeps all rows in memory. */
export async function* formatRows(
  { columns, chunks }: Rows,
  format: TextFormat,
  { width, csvSafe: safe }: FormatOptions = {},
): AsyncGenerator<string> {
  const headers = columns.map(({ name }) => name);
  switch (format) {
    case 'table': {
      /* Its libraries are slow to load, and other formats do not need them. */
      const { renderTable } = await import('./table.js');
      const rows = [];
      for await (const chunk of chunks) rows.push(...chunk);
      const numeric = columns.map(({ type }) => numericType.test(type));
      yield `${renderTable({ headers, rows, numeric, width })}\n`;
      break;
    }
    case 'csv':
      yield csvLine(headers, { safe });
      for await (const chunk of chunks) {
        yield chunk.map((row) => csvLine(row, { safe })).join('');
      }
      break;
    case 'markdown':
      yield markdownLine(headers);
      yield markdownLine(columns.map(({ type }) => (numericType.test(type) ? '--:' : '---')));
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

const numericType =
  /^(TINYINT|SMALLINT|INTEGER|BIGINT|UTINYINT|USMALLINT|UINTEGER|UBIGINT|HUGEINT|FLOAT|DOUBLE|DECIMAL\(\d+,\d+\))$/;

import { csvLine, markdownLine } from './delimited.js';

/** A result as it comes from the database: columns first, then rows in portions. */
export interface Rows {
  readonly columns: readonly { name: string; type: string }[];
  readonly portions: AsyncIterable<readonly (readonly unknown[])[]>;
}

export const textFormats = ['table', 'csv', 'json', 'ndjson', 'markdown'] as const;

export type TextFormat = (typeof textFormats)[number];

export interface FormatOptions {
  /** Width of the terminal, for `table`. */
  width?: number | undefined;
}

/** The text of a result, piece by piece; only `table` holds all rows in memory. */
export async function* formatRows(
  { columns, portions }: Rows,
  format: TextFormat,
  { width }: FormatOptions = {},
): AsyncGenerator<string> {
  const headers = columns.map(({ name }) => name);
  switch (format) {
    case 'table': {
      /* Its libraries take a while to load, and other formats do without. */
      const { renderTable } = await import('./table.js');
      const rows = [];
      for await (const portion of portions) rows.push(...portion);
      const numeric = columns.map(({ type }) => numericType.test(type));
      yield `${renderTable({ headers, rows, numeric, width })}\n`;
      break;
    }
    case 'csv':
      yield csvLine(headers);
      for await (const portion of portions) yield portion.map(csvLine).join('');
      break;
    case 'markdown':
      yield markdownLine(headers);
      yield markdownLine(columns.map(({ type }) => (numericType.test(type) ? '--:' : '---')));
      for await (const portion of portions) yield portion.map(markdownLine).join('');
      break;
    case 'ndjson':
      for await (const portion of portions) {
        yield portion.map((row) => `${JSON.stringify(toObject(columns, row))}\n`).join('');
      }
      break;
    case 'json': {
      let separator = '[\n';
      for await (const portion of portions) {
        for (const row of portion) {
          yield `${separator}  ${JSON.stringify(toObject(columns, row))}`;
          separator = ',\n';
        }
      }
      yield separator === '[\n' ? '[]\n' : '\n]\n';
      break;
    }
  }
}

/** A row as an object for JSON; of columns with the same name the last one wins. */
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

/* A double holds 15 significant digits exactly; a longer decimal stays a text. */
function decimalToJson(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return value.replace(/\D/g, '').replace(/^0+/, '').length <= 15 ? Number(value) : value;
}

const numericType =
  /^(TINYINT|SMALLINT|INTEGER|BIGINT|UTINYINT|USMALLINT|UINTEGER|UBIGINT|HUGEINT|FLOAT|DOUBLE|DECIMAL\(\d+,\d+\))$/;

import cliTruncate from 'cli-truncate';
import Table from 'cli-table3';
import stringWidth from 'string-width';
import { cellText } from './cells.js';

/** Describes the contents and layout of a table. */
export interface TableOptions {
  headers: readonly string[];
  rows: readonly (readonly unknown[])[];
  /** True for each column that is aligned to the right. */
  numeric?: readonly boolean[];
  /** Maximum width of a line in characters. Unlimited if undefined. */
  width?: number | undefined;
}

/* Each column needs a border and a space on either side of its text, and the table a left border. */
const borderWidth = 1;
const columnPadding = 3;
const minColumnWidth = 6;

/**
 * Renders a table with borders that fits into `width`. The widest columns shrink first, and cells that
 * are too long end in an ellipsis. If that is not enough, columns in the middle are omitted.
 */
export function renderTable({ headers, rows, numeric = [], width }: TableOptions): string {
  const cells = rows.map((row) => row.map(cellText));
  const titles = headers.map(cellText);
  const wanted = titles.map((header, i) =>
    Math.max(stringWidth(header), ...cells.map((row) => stringWidth(row[i] ?? ''))),
  );
  const { shown, widths } = fit(wanted, width);
  const line = (values: readonly string[]) =>
    shown.map((column, i) =>
      column === omitted ? '…' : truncate(values[column] ?? '', widths[i] ?? minColumnWidth),
    );
  const table = new Table({
    head: line(titles),
    colAligns: shown.map((column) => (numeric[column] ? 'right' : 'left')),
    style: { head: [], border: [], compact: true },
  });
  table.push(...cells.map(line));
  return table.toString();
}

/* If the limit falls inside a wide character, cliTruncate keeps the whole character. */
function truncate(text: string, width: number): string {
  const shorter = cliTruncate(text, width);
  return stringWidth(shorter) > width ? cliTruncate(text, width - 1) : shorter;
}

/* Marks the place of the omitted columns. */
const omitted = -1;

function fit(
  wanted: readonly number[],
  width: number | undefined,
): { shown: number[]; widths: number[] } {
  const all = wanted.map((_, i) => i);
  const widthOf = (column: number) => (column === omitted ? 1 : (wanted[column] ?? 0));
  if (width === undefined) return { shown: all, widths: [...wanted] };
  const minWidth = (columns: readonly number[]) =>
    borderWidth +
    sum(columns.map((column) => columnPadding + Math.min(minColumnWidth, widthOf(column))));
  let shown = all;
  for (let count = all.length - 1; count > 0 && minWidth(shown) > width; count--) {
    shown = [...all.slice(0, Math.ceil(count / 2)), omitted, ...lastOf(all, count >> 1)];
  }
  const widths = shown.map(widthOf);
  const available = width - borderWidth - columnPadding * shown.length;
  for (let excess = sum(widths) - available; excess > 0; excess--) {
    const widest = widths.indexOf(Math.max(...widths));
    if ((widths[widest] ?? 0) <= 1) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return { shown, widths };
}

function lastOf(list: readonly number[], count: number): number[] {
  return count === 0 ? [] : list.slice(-count);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

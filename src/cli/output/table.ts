import cliTruncate from 'cli-truncate';
import Table from 'cli-table3';
import stringWidth from 'string-width';
import { cellText } from './cell-text.js';

export interface TableOptions {
  headers: readonly string[];
  rows: readonly (readonly unknown[])[];
  /** Columns whose cells are aligned to the right. */
  numeric?: readonly boolean[];
  /** Characters that a line may have; unlimited when left out. */
  width?: number | undefined;
}

/* Left border, and a space either side and a border for each column. */
const frame = 1;
const frameOfColumn = 3;
const narrowest = 6;

/**
 * A table of text with borders that fits `width`: the widest columns give way first, cells that are
 * too long end in an ellipsis, and when even that is not enough the middle columns are left out.
 */
export function renderTable({ headers, rows, numeric = [], width }: TableOptions): string {
  const cells = rows.map((row) => row.map(cellText));
  const wanted = headers.map((header, i) =>
    Math.max(stringWidth(header), ...cells.map((row) => stringWidth(row[i] ?? ''))),
  );
  const { shown, widths } = fit(wanted, width);
  const line = (values: readonly string[]) =>
    shown.map((column, i) =>
      column === omitted ? '…' : cut(values[column] ?? '', widths[i] ?? narrowest),
    );
  const table = new Table({
    head: line(headers),
    colAligns: shown.map((column) => (numeric[column] ? 'right' : 'left')),
    style: { head: [], border: [], compact: true },
  });
  table.push(...cells.map(line));
  return table.toString();
}

/* Where the cut goes through a wide character, the library keeps all of it. */
function cut(text: string, width: number): string {
  const shorter = cliTruncate(text, width);
  return stringWidth(shorter) > width ? cliTruncate(text, width - 1) : shorter;
}

const omitted = -1;

function fit(
  wanted: readonly number[],
  width: number | undefined,
): { shown: number[]; widths: number[] } {
  const all = wanted.map((_, i) => i);
  const widthOf = (column: number) => (column === omitted ? 1 : (wanted[column] ?? 0));
  if (width === undefined) return { shown: all, widths: [...wanted] };
  const least = (columns: readonly number[]) =>
    frame + sum(columns.map((column) => frameOfColumn + Math.min(narrowest, widthOf(column))));
  let shown = all;
  for (let count = all.length - 1; count > 0 && least(shown) > width; count--) {
    shown = [...all.slice(0, Math.ceil(count / 2)), omitted, ...lastOf(all, count >> 1)];
  }
  const widths = shown.map(widthOf);
  const available = width - frame - frameOfColumn * shown.length;
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

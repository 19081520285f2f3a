import cliTruncate from 'cli-truncate';
import Table from 'cli-table3';
import stringWidth from 'string-width';

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
      column === omitted ? '…' : cliTruncate(values[column] ?? '', widths[i] ?? narrowest),
    );
  const table = new Table({
    head: line(headers),
    colAligns: shown.map((column) => (numeric[column] ? 'right' : 'left')),
    style: { head: [], border: [], compact: true },
  });
  table.push(...cells.map(line));
  return table.toString();
}

/** How a value is shown in a cell: `null` as nothing, nested values as JSON, on one line. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.replace(/[\r\n\t]+/g, ' ');
}

const omitted = -1;

function fit(
  wanted: readonly number[],
  width: number | undefined,
): { shown: number[]; widths: number[] } {
  const all = wanted.map((_, i) => i);
  if (width === undefined) return { shown: all, widths: [...wanted] };
  const most = Math.max(1, Math.floor((width - frame) / (frameOfColumn + narrowest)));
  const shown =
    all.length <= most
      ? all
      : [...all.slice(0, Math.ceil((most - 1) / 2)), omitted, ...lastOf(all, (most - 1) >> 1)];
  const widths = shown.map((column) => (column === omitted ? 1 : (wanted[column] ?? 0)));
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

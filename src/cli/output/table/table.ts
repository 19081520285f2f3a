import wrapAnsi from 'wrap-ansi';
import { cellText } from './cells.js';
import { formatCount } from './numbers.js';
import { columnText, pad, textWidth, type TableColumn } from './table-column.js';
import { renderRow } from './vertical.js';

export interface TableOptions {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly unknown[])[];
  /** Maximum width of a line in characters: `outputWidth()`. */
  readonly width: number;
  /** Says how to see the columns that do not fit. */
  readonly hint?: string;
}

/* Each column needs a border and a space on either side of its text, and the table a left border. */
const borderWidth = 1;

/* For the names of the columns that are left out. All names of a wide table would push its rows off the screen. */
const maxNameLines = 3;

const columnPadding = 3;

/**
 * Renders a table with borders that fits into `width`. No value is cut: columns that do not fit are left
 * out and named below the table, and a single row is shown as one line per column instead.
 */
export function renderTable({ columns, rows, width, hint }: TableOptions): string {
  const { shown, leftOut } = fit(columns, rows, width - borderWidth);
  if (leftOut.length > 0 && (rows.length === 1 || (shown.length === 0 && rows.length > 0))) {
    return rows.map((row) => renderRow(columns, row)).join('\n\n');
  }
  const advice = hint ?? 'They need a wider terminal; --json has all of them.';
  const note = wrapAnsi(`Columns left out: ${listed(leftOut, width)}. ${advice}`, width);
  return [...(shown.length === 0 ? [] : box(shown)), ...(leftOut.length === 0 ? [] : [note])].join(
    '\n',
  );
}

/* Lists the names of as many columns as fit into some lines, and how many more there are. */
function listed(columns: readonly TableColumn[], width: number): string {
  const names = columns.map(({ name }) => cellText(name));
  let length = 0;
  const fitting = names.filter((name) => (length += textWidth(name) + 2) <= maxNameLines * width);
  const more = names.length - fitting.length;
  return [...fitting, ...(more > 0 ? [`and ${formatCount(more)} more`] : [])].join(', ');
}

/** A column as it is drawn. */
interface FittedColumn {
  readonly column: TableColumn;
  readonly width: number;
  /** Lines of the name, with the type below it. */
  readonly head: readonly string[];
  /** Lines of each cell. */
  readonly cells: readonly (readonly string[])[];
}

/* Columns that are shown whole come first, in their order, those that would take more than half of the
   line after the others; those that wrap share what is left. Values are only formatted and measured while
   their column can still fit. */
function fit(
  columns: readonly TableColumn[],
  rows: TableOptions['rows'],
  available: number,
): { shown: FittedColumn[]; leftOut: TableColumn[] } {
  const fitted = new Map<TableColumn, FittedColumn>();
  let free = available;
  const add = (column: TableColumn, limit: number) => {
    const texts = textsOf(column, rows, columns.indexOf(column));
    const found = (column.wrap ? fitWrapped : fitWhole)(column, texts, limit - columnPadding);
    if (found === undefined) return;
    fitted.set(column, found);
    free -= found.width + columnPadding;
  };
  for (const limit of [available / 2, available]) {
    const left = columns.filter((column) => !column.wrap && !fitted.has(column));
    for (const column of left) add(column, Math.min(limit, free));
  }
  const wrapping = columns.filter(({ wrap }) => wrap);
  wrapping.forEach((column, i) => add(column, Math.floor(free / (wrapping.length - i))));
  return {
    shown: columns.flatMap((column) => fitted.get(column) ?? []),
    leftOut: columns.filter((column) => !fitted.has(column)),
  };
}

function* textsOf(
  column: TableColumn,
  rows: TableOptions['rows'],
  index: number,
): Generator<string> {
  for (const row of rows) yield columnText(column, row[index]);
}

function fitWhole(
  column: TableColumn,
  texts: Iterable<string>,
  limit: number,
): FittedColumn | undefined {
  const head = [column.name, column.type ?? []].flat().map(cellText);
  let width = Math.max(...head.map(textWidth));
  const cells = [];
  if (width > limit) return undefined;
  for (const text of texts) {
    width = Math.max(width, textWidth(text));
    if (width > limit) return undefined;
    cells.push([text]);
  }
  return { column, width, head, cells };
}

/* A word is never broken, so that ids and names can be copied. */
function fitWrapped(
  column: TableColumn,
  given: Iterable<string>,
  limit: number,
): FittedColumn | undefined {
  const texts = [...given];
  const head = [cellText(column.name)];
  const words = [...head, ...texts.flatMap((text) => text.split(' '))];
  if (Math.max(...words.map(textWidth)) > limit) return undefined;
  const cells = texts.map((text) => wrapAnsi(text, limit).split('\n'));
  const width = Math.max(...[...head, ...cells.flat()].map(textWidth));
  return { column, width, head, cells };
}

function box(columns: readonly FittedColumn[]): string[] {
  const rule = (left: string, middle: string, right: string) =>
    `${left}${columns.map(({ width }) => '─'.repeat(width + 2)).join(middle)}${right}`;
  const lines = (texts: readonly (readonly string[])[]) =>
    Array.from({ length: Math.max(...texts.map(({ length }) => length)) }, (_, line) => {
      const cells = columns.map(({ width, column: { align } }, i) =>
        pad(texts[i]?.[line] ?? '', width, align),
      );
      return `│ ${cells.join(' │ ')} │`;
    });
  const count = columns[0]?.cells.length ?? 0;
  const body = Array.from({ length: count }, (_, row) =>
    lines(columns.map(({ cells }) => cells[row] ?? [])),
  ).flat();
  return [
    rule('┌', '┬', '┐'),
    ...lines(columns.map(({ head }) => head)),
    ...(count === 0 ? [] : [rule('├', '┼', '┤')]),
    ...body,
    rule('└', '┴', '┘'),
  ];
}

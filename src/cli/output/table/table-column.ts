import stringWidth from 'string-width';
import { cellText } from './cells.js';
import { formatCount } from './numbers.js';

/** Describes a column of a table. */
export interface TableColumn {
  readonly name: string;
  /** Shown below the name. */
  readonly type?: string | undefined;
  readonly align?: 'left' | 'right';
  /** Returns what is shown of a value. */
  readonly format?: (value: unknown) => unknown;
  /** Whether texts are broken between words to fit. Other columns are shown whole or left out. */
  readonly wrap?: boolean;
}

/** Describes a column of counts, which are given as numbers; null is an empty cell. */
export function countColumn(name: string): TableColumn {
  const format = (value: unknown) => (value === null ? null : formatCount(Number(value)));
  return { name, align: 'right', format };
}

/** Returns the text of a column's value, on one line. */
export function columnText({ format }: TableColumn, value: unknown): string {
  return cellText(format === undefined ? value : format(value));
}

/** Returns how many columns of a terminal a text takes. Most are ASCII; measuring others is slow. */
export function textWidth(text: string): number {
  return /^[\x20-\x7e]*$/.test(text) ? text.length : stringWidth(text);
}

/** Fills a text with spaces to a width. */
export function pad(text: string, width: number, align: TableColumn['align'] = 'left'): string {
  const space = ' '.repeat(Math.max(0, width - textWidth(text)));
  return align === 'right' ? space + text : text + space;
}

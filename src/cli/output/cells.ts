import { printable } from '../../printable.js';

/**
 * Returns a value as the text of a table cell: `null` as nothing, nested values as JSON, all on one
 * line. Characters that control the terminal become visible.
 */
export function cellText(value: unknown): string {
  return printable(valueText(value));
}

/**
 * Returns one line of CSV (RFC 4180), line end included. `null` is an empty field and an empty
 * string is `""`.
 */
export function csvLine(values: readonly unknown[]): string {
  return `${values.map(csvField).join(',')}\r\n`;
}

function csvField(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = valueText(value);
  return text === '' || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Returns one line of a Markdown table, line end included. Line breaks within a cell become spaces. */
export function markdownLine(values: readonly unknown[]): string {
  const cells = values.map((value) =>
    printable(valueText(value).replace(/[\t\n\v\f\r]+/g, ' '))
      .replaceAll('\\', '\\\\')
      .replaceAll('|', '\\|'),
  );
  return `| ${cells.join(' | ')} |\n`;
}

function valueText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

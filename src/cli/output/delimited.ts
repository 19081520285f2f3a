import { cellText } from './cell-text.js';

/** One line of CSV (RFC 4180) with its line end; `null` is an empty field, an empty text is `""`. */
export function csvLine(values: readonly unknown[]): string {
  return `${values.map(csvField).join(',')}\r\n`;
}

function csvField(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text === '' || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line of a Markdown table with its line end. */
export function markdownLine(values: readonly unknown[]): string {
  const cells = values.map((value) =>
    cellText(value).replaceAll('\\', '\\\\').replaceAll('|', '\\|'),
  );
  return `| ${cells.join(' | ')} |\n`;
}

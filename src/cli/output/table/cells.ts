import { printable } from '../../../printable.js';

/**
 * Returns a value as the text of a table cell: `null` as nothing, nested values as JSON, all on one
 * line. Characters that control the terminal become visible.
 */
export function cellText(value: unknown): string {
  return printable(valueText(value));
}

export interface CsvOptions {
  /** Escapes texts that a spreadsheet would run as a formula. */
  readonly safe?: boolean | undefined;
}

/**
 * Returns one line of CSV (RFC 4180), line end included. `null` is an empty field and an empty
 * string is `""`.
 */
export function csvLine(values: readonly unknown[], { safe = false }: CsvOptions = {}): string {
  return `${values.map((value) => csvField(value, safe)).join(',')}\r\n`;
}

function csvField(value: unknown, safe: boolean): string {
  if (value === null || value === undefined) return '';
  const text = safe ? escapeFormula(valueText(value)) : valueText(value);
  return text === '' || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/* The characters that OWASP lists under CSV injection, and their full-width forms. */
const formulaStart = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

const negativeNumber = /^-\d+(\.\d+)?(e[+-]?\d+)?$/i;

/**
 * Puts an apostrophe before a text that a spreadsheet would take for a formula, as OWASP advises.
 * Negative numbers stay numbers.
 */
export function escapeFormula(text: string): string {
  return formulaStart.test(text) && !negativeNumber.test(text) ? `'${text}` : text;
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

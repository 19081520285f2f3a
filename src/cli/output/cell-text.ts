/**
 * How a value is shown in a cell: `null` as nothing, nested values as JSON, on one line. Control
 * characters become blanks, so that data cannot steer the terminal.
 */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.replace(/\p{Cc}+/gu, ' ');
}

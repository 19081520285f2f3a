/** Prints figures to stderr as a table: a row for each, its keys as columns; of a spread, the median. */
export function printTable(rows: readonly object[]): void {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cells = rows.map((row) => {
    const values = new Map(Object.entries(row));
    return columns.map((column) => text(values.get(column)));
  });
  const widths = columns.map((column, i) =>
    Math.max(column.length, ...cells.map((row) => (row[i] ?? '').length)),
  );
  for (const line of [columns, ...cells]) {
    console.error(line.map((cell, i) => cell.padStart(widths[i] ?? 0)).join('  '));
  }
}

function text(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value ?? '');
  return 'median' in value ? String(value.median) : JSON.stringify(value);
}

import { cellText } from './cells.js';
import { columnText, pad, textWidth, type TableColumn } from './table-column.js';

/* In 80 columns, a value of ordinary length still fits beside it. */
const maxNameWidth = 32;

/**
 * Renders a row as one line per column, with its name and its whole value, however long. The values begin
 * below each other, except those beside very long names.
 */
export function renderRow(columns: readonly TableColumn[], row: readonly unknown[]): string {
  const names = columns.map(({ name }) => cellText(name));
  const width = Math.min(maxNameWidth, Math.max(0, ...names.map(textWidth)));
  return columns
    .map((column, i) => `${pad(names[i] ?? '', width)} │ ${columnText(column, row[i])}`)
    .join('\n');
}

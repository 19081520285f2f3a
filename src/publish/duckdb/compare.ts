import { labelOf, type PublishedTable } from '../plan/published-table.js';
import { definitionOf } from '../source/definition.js';
import { hasSameRows } from '../source/fingerprint.js';
import type { Source } from '../source/source.js';
import type { FileState, TableState } from './state.js';

/**
 * Compares the local database with what a published file records about itself: yields the tables of either that
 * differ, as `schema.table`. Tables that no run has touched since are not read.
 */
export async function* differingTables(
  source: Source,
  tables: readonly PublishedTable[],
  { tables: published }: Pick<FileState, 'tables'>,
): AsyncGenerator<string> {
  const labels = new Set(tables.map(labelOf));
  for (const label of published.keys()) if (!labels.has(label)) yield label;
  const unread: PublishedTable[] = [];
  for (const table of tables) {
    const state = published.get(labelOf(table));
    if (state === undefined || state.definition !== definitionOf(table)) yield labelOf(table);
    else if (!isUntouched(source, table, state)) unread.push(table);
  }
  for (const table of unread) {
    const state = published.get(labelOf(table));
    if (!hasSameRows(state, await source.fingerprint(table))) yield labelOf(table);
  }
}

function isUntouched(source: Source, table: PublishedTable, { stamp }: TableState): boolean {
  return stamp !== null && stamp === source.stampOf(table);
}

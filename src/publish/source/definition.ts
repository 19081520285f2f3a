import { hash } from '../../hash.js';
import type { PublishedTable } from '../plan/published-table.js';

/**
 * Returns a digest of what a published table is: its name, columns, types and descriptions, and what is null
 * in it; with `stamp`, of that too.
 */
export function definitionOf(table: PublishedTable, stamp = ''): string {
  const { schema, name, description, columns } = table;
  const text = JSON.stringify([
    ...[schema, name, description, stamp],
    columns.map((column) => [column.name, column.type, column.description, column.expression]),
  ]);
  return hash(text);
}

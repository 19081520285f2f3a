import { literal } from '../engine/sql.js';

/** Rows that a statement selects from, and the parameters that it then has to be run with. */
export interface BulkRows {
  /** A subquery for a `from` clause, with one column per property. */
  readonly sql: string;
  readonly parameters: { readonly rows: string };
}

/**
 * Passes any number of rows to one statement, `insert into … select … from ${sql}`, as a single JSON
 * parameter named `$rows`.
 *
 * Takes the rows and the DuckDB type of each property; the columns have the properties' names (quote
 * those that are keywords). A property that is missing, `undefined` or `null` is `NULL`.
 */
export function bulkRows<T extends object>(
  rows: readonly T[],
  types: Readonly<Record<keyof T & string, string>>,
): BulkRows {
  const structure = literal(JSON.stringify([types]));
  return {
    /* Two levels, the list and its structs: a column may itself be a list or a struct. */
    sql: `(select unnest(from_json($rows::json, ${structure}), max_depth := 2))`,
    parameters: { rows: JSON.stringify(rows) },
  };
}

import { identifier } from '../../warehouse/engine/sql.js';
import type { PublishedTable } from '../plan/published-table.js';

/** Count and hash of rows. Equal tables have equal ones, whatever the order of their rows. */
export interface Fingerprint {
  readonly rows: number;
  readonly hash: string;
}

/** Tells whether two tables have the same rows; what is not known differs. */
export function hasSameRows(a: Fingerprint | undefined, b: Fingerprint | undefined): boolean {
  return a !== undefined && a.rows === b?.rows && a.hash === b.hash;
}

/** Returns the quoted name of a table, in the database that is in use unless `database` names another. */
export function relationOf(
  { schema, name }: Pick<PublishedTable, 'schema' | 'name'>,
  database?: string,
): string {
  const names = database === undefined ? [schema, name] : [database, schema, name];
  return names.map(identifier).join('.');
}

/** Returns a SELECT of what is published of a table: the columns of the target, from the local one. */
export function publishedRows(table: PublishedTable): string {
  const columns = table.columns.map(
    ({ name, expression }) => `${expression} as ${identifier(name)}`,
  );
  return `select ${columns.join(', ')} from ${relationOf(table)}`;
}

/* Sums do not depend on the order of rows, and rows that are there twice do not cancel each other. */
function rowsAndHash({ columns }: PublishedTable): string {
  const row = `hash(${columns.map(({ name }) => identifier(name)).join(', ')})`;
  return `count(*) as "rows", coalesce(sum(${row}::hugeint), 0)::varchar as hash`;
}

/**
 * Returns a SELECT of one row, `rows` and `hash`, of a table with the columns that are published. `from` is
 * the quoted name of a table, or a SELECT in parentheses. The hash is the engine's: it is comparable within
 * a version of DuckDB, and differs between columns in another order.
 */
export function tableFingerprint(table: PublishedTable, from: string): string {
  return `select ${rowsAndHash(table)} from ${from} as published`;
}

/**
 * Returns a SELECT with a row per restaurant and business date, or month, of a table by day:
 * `restaurant_id`, `business_date` (that of a month is its first), `rows` and `hash`. Rows may have neither.
 */
export function dayFingerprints(
  table: PublishedTable,
  from: string,
  unit: 'day' | 'month' = 'day',
): string {
  const date = unit === 'day' ? 'business_date' : `date_trunc('month', business_date)::date`;
  return `select restaurant_id, ${date} as business_date, ${rowsAndHash(table)} from ${from} as published group by 1, 2`;
}

import type { Connection } from '../engine/connection.js';
import { identifier, literal } from '../engine/sql.js';

type Value = string | number | Date | undefined;

/**
 * Inserts rows into a table, given with its schema, in place of those with the same key. The properties of a
 * row are columns, a date is an instant, `undefined` is `NULL`; all rows have the same properties. Of
 * several rows with one key, the last counts. Call it in a transaction.
 *
 * The engine takes twice as long for `insert or replace`, whether it has to replace anything or not.
 */
export async function replaceRows<Column extends string>(
  connection: Connection,
  table: string,
  key: readonly Column[],
  rows: readonly Readonly<Record<Column, Value>>[],
): Promise<void> {
  const byKey = new Map(rows.map((row) => [tuple(row, key), row]));
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.keys(first) as Column[];
  const tuples = [...byKey.values()].map((row) => tuple(row, columns));
  const isSame = key.map(identifier).map((column) => `old.${column} = new.${column}`);
  await connection.run(
    `delete from ${table} as old
    using (values ${[...byKey.keys()].join(', ')}) as new (${names(key)})
    where ${isSame.join(' and ')};
    insert into ${table} (${names(columns)})
    values ${tuples.join(', ')}`,
  );
}

function names(columns: readonly string[]): string {
  return columns.map(identifier).join(', ');
}

function tuple<Column extends string>(
  row: Readonly<Record<Column, Value>>,
  columns: readonly Column[],
): string {
  return `(${columns.map((column) => expression(row[column])).join(', ')})`;
}

function expression(value: Value): string {
  if (value === undefined) return 'null';
  if (value instanceof Date) return `make_timestamptz(${value.getTime() * 1000})`;
  return typeof value === 'number' ? String(value) : literal(value);
}

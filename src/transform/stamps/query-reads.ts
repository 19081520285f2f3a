import type { Connection } from '../../warehouse/engine/connection.js';
import { readNames } from '../../warehouse/query/syntax-tree.js';

/**
 * Finds the tables and views that a query reads, as `schema.name`. Returns undefined for a query that reads
 * anything else, or that can give other rows from the same ones.
 */
export type QueryReads = (sql: string) => Promise<readonly string[] | undefined>;

/** Loads which functions the database has, and returns what finds the reads of queries in it. */
export async function loadQueryReads(connection: Connection): Promise<QueryReads> {
  const changing = await loadChangingFunctions(connection);
  return (sql) => tablesOf(connection, sql, changing);
}

/* Functions that can give another value for the same rows, macros of others included. */
async function loadChangingFunctions(connection: Connection): Promise<ReadonlySet<string>> {
  const rows = await connection.all<{ name: string }>(
    `select distinct lower(function_name) as name from duckdb_functions()
    where stability <> 'CONSISTENT' or (function_type like '%macro' and not internal)`,
  );
  const others = ['age', 'getvariable', 'getenv', 'current_setting'];
  return new Set([...others, ...rows.map(({ name }) => name)]);
}

/* The syntax tree has these as columns. */
const clock = /\b(current_date|current_time|current_timestamp|localtime|localtimestamp)\b/i;

/* Table functions that read nothing. */
const harmless = ['range', 'generate_series', 'unnest'];

async function tablesOf(
  connection: Connection,
  sql: string,
  changing: ReadonlySet<string>,
): Promise<string[] | undefined> {
  const names = await readNames(connection, sql);
  if (names === undefined || clock.test(sql)) return undefined;
  const { commonTables, tableFunctions, otherFunctions } = names;
  const isFixed =
    !otherFunctions.some((name) => changing.has(name)) &&
    tableFunctions.every(({ name }) => harmless.includes(name));
  const tables = names.tables.filter(
    ([name = '', ...others]) => others.length > 0 || !commonTables.includes(name),
  );
  if (!isFixed || tables.some((parts) => parts.length !== 2)) return undefined;
  return [...new Set(tables.map((parts) => parts.join('.')))].toSorted();
}

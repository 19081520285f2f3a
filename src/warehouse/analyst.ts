import { UsageError } from '../errors.js';
import type { Connection, Parameters, StreamedResult } from './connection.js';
import { literal } from './sql.js';

const schemas = ['toast', 'toast_marts', 'raw_toast', 'toast_meta', 'toast_staging'];

/** Lets a session name the tables of the toolkit without their schema, the modelled ones first. */
export async function useSchemas(connection: Connection): Promise<void> {
  const rows = await connection.all<{ schema_name: string }>(
    `select schema_name from information_schema.schemata where catalog_name = current_database()`,
  );
  const existing = new Set(rows.map(({ schema_name }) => schema_name));
  const path = [...schemas.filter((schema) => existing.has(schema)), 'main'];
  await connection.run(`set search_path = ${literal(path.join(','))}`);
}

/**
 * Runs one statement of an analyst, to be read portion by portion.
 * @throws UsageError when the text holds more than one statement, DatabaseError when it is wrong.
 */
export async function ask(
  connection: Connection,
  sql: string,
  parameters: Parameters,
): Promise<StreamedResult> {
  await requireOneStatement(connection, sql);
  return connection.stream(sql, parameters);
}

/** Runs one statement and writes its result as a Parquet file. Gives the number of rows. */
export async function askForParquet(
  connection: Connection,
  sql: string,
  parameters: Parameters,
  path: string,
): Promise<number> {
  await requireOneStatement(connection, sql);
  const select = sql.trim().replace(/;$/, '');
  await connection.run(`create or replace temp table result as ${select}`, parameters);
  return connection.run(`copy temp.main.result to ${literal(path)} (format parquet)`);
}

async function requireOneStatement(connection: Connection, sql: string): Promise<void> {
  const count = await connection.countStatements(sql);
  if (count === 1) return;
  throw new UsageError(`The SQL holds ${count} statements.`, {
    suggestion: 'Give one statement at a time.',
  });
}

import type { Connection, Parameters, StreamedResult } from '../engine/connection.js';
import { assertReadOnly } from './assert-read-only.js';
import { literal } from '../engine/sql.js';

const schemas = ['toast', 'toast_marts', 'raw_toast', 'toast_meta'];

/** Sets the search path, so that tables are found without their schema, modelled ones first. */
export async function setSearchPath(connection: Connection): Promise<void> {
  const rows = await connection.all<{ schema_name: string }>(
    `select schema_name from information_schema.schemata where catalog_name = current_database()`,
  );
  const existing = new Set(rows.map(({ schema_name }) => schema_name));
  const path = [...schemas.filter((schema) => existing.has(schema)), 'main'];
  await connection.run(`set search_path = ${literal(path.join(','))}`);
}

/**
 * Locks the configuration for the rest of the process: no extension is installed, and no setting that
 * makes the engine write a file can be changed.
 */
export async function lockSession(connection: Connection): Promise<void> {
  await connection.run('set autoinstall_known_extensions = false; set lock_configuration = true');
}

/**
 * Runs one read-only statement and streams its result.
 * @throws UsageError when the text is not one statement, DatabaseError when it is invalid or would
 *   write.
 */
export async function runQuery(
  connection: Connection,
  sql: string,
  parameters: Parameters,
): Promise<StreamedResult> {
  await assertReadOnly(connection, sql);
  return withParameters(parameters, (values) => connection.stream(sql, values));
}

/** Runs one read-only statement, writes its result to a Parquet file and returns the number of rows. */
export async function runQueryToParquet(
  connection: Connection,
  sql: string,
  parameters: Parameters,
  path: string,
): Promise<number> {
  await assertReadOnly(connection, sql);
  const select = sql.trim().replace(/;$/, '');
  await withParameters(parameters, (values) =>
    connection.run(`create or replace temp table result as ${select}`, values),
  );
  return connection.run(`copy temp.main.result to ${literal(path)} (format parquet)`);
}

/* The engine casts a text to the type its place needs, also where a name consists of digits; but
   `$n + 1` needs a number. So a statement that cannot be bound with texts is tried with numbers. */
async function withParameters<T>(
  parameters: Parameters,
  run: (values: Parameters) => Promise<T>,
): Promise<T> {
  try {
    return await run(parameters);
  } catch (error) {
    const numbers = withNumbers(parameters);
    if (numbers === undefined || !/^Binder Error/.test((error as Error).message)) throw error;
    return run(numbers).catch(() => {
      throw error;
    });
  }
}

function withNumbers(parameters: Parameters): Parameters | undefined {
  const entries = Object.entries(parameters).map(([name, value]) => {
    const number = Number(value);
    const same = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) && isExact(number);
    return [name, same ? number : value] as const;
  });
  return entries.some(([name, value]) => value !== parameters[name])
    ? Object.fromEntries(entries)
    : undefined;
}

function isExact(number: number): boolean {
  return !Number.isInteger(number) || Number.isSafeInteger(number);
}

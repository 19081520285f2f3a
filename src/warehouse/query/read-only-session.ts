import type { Connection, Parameters, StreamedResult } from '../engine/connection.js';
import { requireReading } from './assert-read-only.js';
import { literal } from '../engine/sql.js';

const schemas = ['toast', 'toast_marts', 'raw_toast', 'toast_meta'];

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
 * Keeps a session to itself for the rest of its process: it fetches no extensions, and no setting
 * that makes the engine write a file can be changed.
 */
export async function lockDown(connection: Connection): Promise<void> {
  await connection.run('set autoinstall_known_extensions = false; set lock_configuration = true');
}

/**
 * Runs one statement of an analyst, to be read portion by portion.
 * @throws UsageError when the text does not hold one statement, DatabaseError when it is wrong or
 *   would write.
 */
export async function ask(
  connection: Connection,
  sql: string,
  parameters: Parameters,
): Promise<StreamedResult> {
  await requireReading(connection, sql);
  return withParameters(parameters, (values) => connection.stream(sql, values));
}

/** Runs one statement and writes its result as a Parquet file. Gives the number of rows. */
export async function askForParquet(
  connection: Connection,
  sql: string,
  parameters: Parameters,
  path: string,
): Promise<number> {
  await requireReading(connection, sql);
  const select = sql.trim().replace(/;$/, '');
  await withParameters(parameters, (values) =>
    connection.run(`create or replace temp table result as ${select}`, values),
  );
  return connection.run(`copy temp.main.result to ${literal(path)} (format parquet)`);
}

/* A text is cast to what its place needs, also where all digits are a name; but `$n + 1` needs a
   number from the start. So a statement that cannot be bound with texts is tried with numbers. */
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

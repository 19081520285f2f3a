import { DatabaseError } from '../../errors.js';
import type { Connection } from '../engine/connection.js';
import { closedFile } from '../engine/explain-error.js';
import type { OpenFolders } from './open-folders.js';
import type { QueryNames, TableFunctionCall } from './syntax-tree.js';

/*
 * The engine's functions that may follow FROM. The others write (enable_logging, checkpoint), run or
 * bind SQL that is in a text, where names cannot be seen (query, query_table, histogram), or show
 * values of any table by its name (pragma_storage_info). Functions of the file's own are its owner's.
 */
const permitted = new Set([
  ...['generate_series', 'range', 'repeat', 'repeat_row', 'unnest', 'summary'],
  ...['json_each', 'json_tree', 'icu_calendar_names', 'pg_timezone_names'],
  ...['duckdb_columns', 'duckdb_constraints', 'duckdb_databases', 'duckdb_dependencies'],
  ...['duckdb_extensions', 'duckdb_functions', 'duckdb_indexes', 'duckdb_keywords'],
  ...['duckdb_memory', 'duckdb_optimizers', 'duckdb_schemas', 'duckdb_sequences'],
  ...['duckdb_settings', 'duckdb_tables', 'duckdb_types', 'duckdb_views'],
  ...['pragma_collations', 'pragma_database_size', 'pragma_platform', 'pragma_show'],
  ...['pragma_table_info', 'pragma_user_agent', 'pragma_version'],
]);

/* Functions that read the files of their first argument; the engine refuses those outside the open folders. */
const fileReaders = new Set([
  ...['glob', 'read_blob', 'read_text', 'read_csv', 'read_csv_auto', 'sniff_csv', 'read_duckdb'],
  ...['read_json', 'read_json_auto', 'read_json_objects', 'read_json_objects_auto'],
  ...['read_ndjson', 'read_ndjson_auto', 'read_ndjson_objects', 'read_parquet', 'parquet_scan'],
  ...['parquet_metadata', 'parquet_file_metadata', 'parquet_full_metadata', 'parquet_schema'],
  ...['parquet_kv_metadata', 'parquet_bloom_probe'],
]);

/* The engine reads a table that does not exist from a file, if its name ends like this, perhaps with `.gz`. */
const extensions = ['csv', 'tsv', 'json', 'jsonl', 'ndjson', 'parquet', 'duckdb', 'db', 'ddb'];
const fileName = new RegExp(`\\.(${extensions.join('|')})\\b`, 'i');

/* Binds the SQL in a text, and the first lines of a file that it names are then column names. */
const bindsSql = 'json_serialize_plan';

/* The table toast_meta.token. A schema does not help to tell it: `warehouse.token` is the same table. */
const tokenTable = 'token';

/* The catalog of a DuckLake is attached as a database of its own, and has the keys of encrypted files. */
const lakeCatalog = '__ducklake_metadata_';

/** Tells if a query may read from a function of the engine, given its name in lower case. */
export function isPermitted(name: string): boolean {
  return permitted.has(name);
}

/**
 * Checks the names in a query: it neither reads `toast_meta.token`, in the table or in the bytes of the
 * database file, nor uses a function that does more than read.
 * @throws DatabaseError.
 */
export async function assertPermitted(
  connection: Connection,
  { tables, tableFunctions, otherFunctions }: QueryNames,
  folders: OpenFolders,
): Promise<void> {
  for (const parts of tables) assertTable(parts, folders);
  if (otherFunctions.includes(bindsSql)) throw functionError(bindsSql);
  const others = tableFunctions.filter(({ name }) => !permitted.has(name));
  if (others.length === 0) return;
  const engines = await engineFunctions(connection);
  for (const call of others) {
    if (fileReaders.has(call.name)) assertPaths(call, folders);
    else if (engines.has(call.name)) throw functionError(call.name);
  }
}

/**
 * Checks a query of which the engine makes no syntax tree: no name that is refused may occur in it as
 * a word, whatever it means there, and no extension of a file. SQL has no way to spell a name in other
 * letters.
 * @throws DatabaseError.
 */
export async function assertNoRefusedWord(connection: Connection, sql: string): Promise<void> {
  const words = new Set(sql.toLowerCase().match(/\w+/g));
  const engines = [...(await engineFunctions(connection))].filter((name) => !permitted.has(name));
  const catalogs = [...words].filter((word) => word.startsWith(lakeCatalog));
  const refused = [tokenTable, bindsSql, ...extensions, ...engines, ...catalogs];
  const found = refused.find((name) => words.has(name));
  if (found === undefined) return;
  throw new DatabaseError(
    `${found} cannot be named in a PIVOT that takes its columns from the data.`,
    { suggestion: 'List the columns: PIVOT … ON column IN (value, …).' },
  );
}

function assertTable(parts: readonly string[], folders: OpenFolders): void {
  if (parts.at(-1)?.toLowerCase() === tokenTable) throw tokenError();
  const [database = ''] = parts;
  if (database.toLowerCase().startsWith(lakeCatalog)) throw catalogError(database);
  /* `from warehouse.duckdb` and `from "a/b".csv` are files too. */
  const name = parts.join('.');
  if (fileName.test(name) && !folders.includes(name)) throw fileError(name);
}

function assertPaths({ name, texts }: TableFunctionCall, folders: OpenFolders): void {
  if (texts === undefined && folders.paths.length > 0) throw pathError(name);
  const closed = (texts ?? [name]).find((path) => !folders.includes(path));
  if (closed !== undefined) throw fileError(closed);
}

async function engineFunctions(connection: Connection): Promise<Set<string>> {
  const rows = await connection.all<{ name: string }>(
    `select distinct lower(function_name) as name from duckdb_functions()
    where internal and function_type in ('table', 'table_macro')`,
  );
  return new Set(rows.map(({ name }) => name));
}

function tokenError(): DatabaseError {
  return new DatabaseError('The table toast_meta.token cannot be queried.', {
    suggestion:
      'toast status shows how long the token is valid. Rename a table or common table expression of your own that is called token.',
  });
}

function catalogError(database: string): DatabaseError {
  return new DatabaseError(`The catalog of the lake, ${database}, cannot be queried.`, {
    suggestion: 'toast publish status shows its snapshots and files.',
  });
}

function functionError(name: string): DatabaseError {
  return new DatabaseError(`The function ${name} cannot be used in a query.`, {
    suggestion: 'Name the tables in the SQL itself, and use functions that only read.',
  });
}

function fileError(file: string): DatabaseError {
  const { message, suggestion } = closedFile(file);
  return new DatabaseError(message, { suggestion });
}

function pathError(name: string): DatabaseError {
  return new DatabaseError(`The path of ${name} is not a plain text.`, {
    suggestion: "Write the path itself, as in read_csv('budgets/2026.csv').",
  });
}

import { DatabaseError } from '../../errors.js';
import type { Connection } from '../engine/connection.js';

/** Checks that `toast extract` has written to the file. @throws DatabaseError if it never has. */
export function assertToastDatabase(connection: Connection, path: string): Promise<void> {
  return assertTable(connection, path, 'toast_meta.state');
}

/** Checks that the file holds raw data. @throws DatabaseError if no `toast extract` got that far. */
export function assertExtracted(connection: Connection, path: string): Promise<void> {
  return assertTable(connection, path, 'raw_toast.restaurants');
}

/** Tells whether a `toast extract` has got as far as raw data. */
export function isExtracted(connection: Connection): Promise<boolean> {
  return hasTable(connection, 'raw_toast.restaurants');
}

/** Tells whether the database has a table, given its schema and name, such as `toast_meta.state`. */
export async function hasTable(connection: Connection, table: string): Promise<boolean> {
  const [found] = await connection.all(
    `select 1 as found from duckdb_tables()
    where database_name = current_database() and schema_name || '.' || table_name = $table`,
    { table },
  );
  return found !== undefined;
}

async function assertTable(connection: Connection, path: string, table: string): Promise<void> {
  if (await hasTable(connection, table)) return;
  throw new DatabaseError(`${path} contains no data from Toast.`, {
    suggestion: 'Run `toast run` first, or name the file with --database.',
  });
}

import type { Connection } from '../engine/connection.js';

/** Marks a new database as made by `toast demo`, which may then replace it. */
export async function markAsDemo(connection: Connection): Promise<void> {
  await connection.run('create table toast_meta.demo as select now() as created_at');
}

/** Tells if a demo made the database and no extraction has written to it since: a demo runs one. */
export async function isDemo(connection: Connection): Promise<boolean> {
  const marks = await connection.all(
    `select 1 as found from duckdb_tables()
    where database_name = current_database() and schema_name = 'toast_meta' and table_name = 'demo'`,
  );
  if (marks.length === 0) return false;
  return (await connection.all('select 1 as run from toast_meta.extract_run')).length <= 1;
}

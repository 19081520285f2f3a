import type { Connection } from '../engine/connection.js';
import { literals } from '../engine/sql.js';

/** Marks a new database as made by `toast demo`, which may then replace it, with the ids of its runs. */
export async function markAsDemo(connection: Connection, runIds: readonly string[]): Promise<void> {
  await connection.run(
    `create table toast_meta.demo as
    select now() as created_at, unnest(${literals(runIds)}) as run_id`,
  );
}

/** Tells if a demo made the database and no other extraction has written to it. */
export async function isDemo(connection: Connection): Promise<boolean> {
  const columns = await connection.all(
    `select column_name from duckdb_columns()
    where database_name = current_database() and schema_name = 'toast_meta' and table_name = 'demo'`,
  );
  if (columns.length === 0) return false;
  /* Earlier demos had one run and did not note its id. */
  const others = columns.some(({ column_name }) => column_name === 'run_id')
    ? 'anti join toast_meta.demo using (run_id)'
    : 'offset 1';
  const found = await connection.all(`select 1 as run from toast_meta.extract_run ${others}`);
  return found.length === 0;
}

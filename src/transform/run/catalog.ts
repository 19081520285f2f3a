import type { Connection } from '../../warehouse/engine/connection.js';
import { transientDatabase } from '../../warehouse/engine/transient.js';
import { literal } from '../../warehouse/engine/sql.js';
import type { RelationType } from './materialize/build.js';

/** The type of every table and view by `schema.name`, with those of the run itself. */
export async function existingRelations(
  connection: Connection,
): Promise<Map<string, RelationType>> {
  const rows = await connection.all<{ label: string; view: boolean }>(
    `select table_schema || '.' || table_name as label, table_type = 'VIEW' as view
    from information_schema.tables
    where table_catalog in (current_database(), ${literal(transientDatabase)})`,
  );
  return new Map(rows.map(({ label, view }) => [label, view ? 'view' : 'table']));
}

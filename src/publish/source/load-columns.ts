import type { Connection } from '../../warehouse/engine/connection.js';

/** A column as the engine describes it. */
export interface CatalogColumn {
  readonly name: string;
  readonly type: string;
  readonly comment: string | null;
}

/**
 * Loads the columns of all tables and views for which `condition`, SQL over `duckdb_columns()`, is true, in
 * their order, by `schema.table`.
 */
export async function loadColumns(
  connection: Connection,
  condition: string,
): Promise<Map<string, CatalogColumn[]>> {
  const rows = await connection.all<{
    label: string;
    name: string;
    type: string;
    comment: string | null;
  }>(
    `select schema_name || '.' || table_name as label, column_name as name, data_type as type, comment
    from duckdb_columns() where ${condition} order by label, column_index`,
  );
  const columns = new Map<string, CatalogColumn[]>();
  for (const { label, ...column } of rows) {
    const known = columns.get(label) ?? [];
    known.push(column);
    columns.set(label, known);
  }
  return columns;
}

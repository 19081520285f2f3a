/* The rows of a table's columns, to select from; `schema` may be empty. The token's table is not described. */
export const columnsOfTable = `
  from duckdb_columns()
  where not internal
    and table_name = $name
    and table_name <> 'token'
    and ($schema = '' or schema_name = $schema)
  order by schema_name, table_name, column_index`;

/** Splits a table's name, with or without its schema, into the parameters of `columnsOfTable`. */
export function tableParameters(table: string): { name: string; schema: string } {
  const [name = '', schema = ''] = table.split('.').reverse();
  return { name, schema };
}

import type { Connection } from '../../../warehouse/engine/connection.js';
import { identifier, literal } from '../../../warehouse/engine/sql.js';
import type { Build, RelationType } from './build.js';

/** Comments on one relation: by column, its own under the empty name. */
export type Comments = ReadonlyMap<string, string>;

/** All comments on relations and columns, by `schema.name`. */
export async function existingComments(connection: Connection): Promise<Map<string, Comments>> {
  const rows = await connection.all<{ label: string; name: string; comment: string }>(
    `select schema_name || '.' || table_name as label, column_name as name, comment
    from duckdb_columns() where database_name = current_database() and comment is not null
    union all
    select schema_name || '.' || table_name, '', comment
    from duckdb_tables() where database_name = current_database() and comment is not null`,
  );
  const comments = new Map<string, Map<string, string>>();
  for (const { label, name, comment } of rows) {
    const found = comments.get(label) ?? new Map<string, string>();
    comments.set(label, found.set(name, comment));
  }
  return comments;
}

/**
 * Keeps the model's descriptions with its relation, as comments that every client of the database
 * shows. Writes only what differs from the comments that are there; a new relation has none.
 */
export async function persistDescriptions(
  { connection, model }: Build,
  type: RelationType,
  there: Comments = new Map(),
): Promise<void> {
  const { relation, config, description, columns } = model;
  const { persistDocs } = config;
  const statements: string[] = [];
  if (persistDocs.relation && (there.get('') ?? '') !== description) {
    statements.push(`comment on ${type} ${relation} is ${comment(description)}`);
  }
  if (persistDocs.columns) {
    const found = await connection.all<{ column_name: string }>(`describe ${relation}`);
    for (const { column_name: name } of found) {
      const text = columns.get(name) ?? '';
      if ((there.get(name) ?? '') === text) continue;
      statements.push(`comment on column ${relation}.${identifier(name)} is ${comment(text)}`);
    }
  }
  if (statements.length > 0) await connection.run(statements.join(';\n'));
}

function comment(text: string): string {
  return text === '' ? 'null' : literal(text);
}

import type { Connection } from '../../../warehouse/engine/connection.js';
import { identifier, literal } from '../../../warehouse/engine/sql.js';
import type { RelationType } from '../../project/relation.js';
import type { Build, Comments } from './build.js';

/** Loads all comments on relations and columns, by `schema.name`. */
export async function loadComments(connection: Connection): Promise<Map<string, Comments>> {
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
 * Writes the model's descriptions as comments on its relation, where every client of the database can
 * show them. Takes the comments that the relation has now (a new one has none) and writes only those
 * that differ.
 */
export async function persistDescriptions(
  { connection, model }: Build,
  type: RelationType,
  current: Comments = new Map(),
): Promise<void> {
  const { relation, config, description, columns } = model;
  const { persistDocs } = config;
  const statements: string[] = [];
  if (persistDocs.relation && (current.get('') ?? '') !== description) {
    statements.push(`comment on ${type} ${relation} is ${comment(description)}`);
  }
  if (persistDocs.columns) {
    const found = await connection.all<{ column_name: string }>(`describe ${relation}`);
    for (const { column_name: name } of found) {
      const text = columns.get(name) ?? '';
      if ((current.get(name) ?? '') === text) continue;
      statements.push(`comment on column ${relation}.${identifier(name)} is ${comment(text)}`);
    }
  }
  if (statements.length > 0) await connection.run(statements.join(';\n'));
}

function comment(text: string): string {
  return text === '' ? 'null' : literal(text);
}

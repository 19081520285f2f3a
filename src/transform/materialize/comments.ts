import { identifier, literal } from '../../warehouse/sql.js';
import type { Build, RelationType } from './build.js';

/**
 * Keeps the model's descriptions with its relation, as comments that every client of the database
 * shows. Writes only what has changed.
 */
export async function persistDescriptions(build: Build, type: RelationType): Promise<void> {
  const { connection, model } = build;
  const { relation, config, description, columns } = model;
  const { persistDocs } = config;
  if (!persistDocs.relation && !persistDocs.columns) return;
  const here = `schema_name = ${literal(relation.schema)} and ${type}_name = ${literal(relation.name)}`;
  const statements: string[] = [];
  if (persistDocs.relation) {
    const [found] = await connection.all(`select comment from duckdb_${type}s() where ${here}`);
    if ((found?.comment ?? '') !== description) {
      statements.push(`comment on ${type} ${relation} is ${comment(description)}`);
    }
  }
  if (persistDocs.columns) {
    const found = await connection.all<{ name: string; comment: string | null }>(
      `select column_name as name, comment from duckdb_columns()
      where schema_name = ${literal(relation.schema)} and table_name = ${literal(relation.name)}`,
    );
    for (const { name, comment: old } of found) {
      const text = columns.get(name) ?? '';
      if ((old ?? '') === text) continue;
      statements.push(`comment on column ${relation}.${identifier(name)} is ${comment(text)}`);
    }
  }
  if (statements.length > 0) await connection.run(statements.join(';\n'));
}

function comment(text: string): string {
  return text === '' ? 'null' : literal(text);
}

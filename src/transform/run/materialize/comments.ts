import type { Connection } from '../../../warehouse/engine/connection.js';
import { identifier, literal, literals } from '../../../warehouse/engine/sql.js';
import type { Model } from '../../project/model.js';

/**
 * Writes the descriptions of models as comments on their relations, where every client of the database can
 * show them. Takes the models that a run has built, writes what differs from the comments there are, and
 * leaves out transient tables. All of it takes one look at the catalog and one transaction: per model, it
 * took as long as building the small ones.
 */
export async function persistDescriptions(
  connection: Connection,
  models: readonly Model[],
): Promise<void> {
  const documented = models.filter(({ relation, config: { persistDocs } }) => {
    return relation.database === undefined && (persistDocs.relation || persistDocs.columns);
  });
  if (documented.length === 0) return;
  const labels = documented.map(({ relation }) => relation.label);
  const relations = await loadComments(connection, labels);
  const statements = documented.flatMap((model) => {
    return describe(model, relations.get(model.relation.label) ?? new Map<string, string>());
  });
  if (statements.length === 0) return;
  /* There is nothing to optimize in a comment, and to set up the optimizer takes a third of its time. */
  await connection.run('pragma disable_optimizer');
  try {
    await connection.transaction(() => connection.run(statements.join(';\n')));
  } finally {
    await connection.run('pragma enable_optimizer');
  }
}

/* Comments on a relation by column, in their order, empty where there is none; its own has an empty name. */
type Comments = ReadonlyMap<string, string>;

async function loadComments(
  connection: Connection,
  labels: readonly string[],
): Promise<Map<string, Comments>> {
  const rows = await connection.all<{ label: string; name: string; comment: string | null }>(
    `select * from (
      select schema_name || '.' || table_name as label, column_name as name, comment
      from duckdb_columns() where database_name = current_database()
      union all
      select schema_name || '.' || table_name, '', comment
      from duckdb_tables() where database_name = current_database()
      union all
      select schema_name || '.' || view_name, '', comment
      from duckdb_views() where database_name = current_database() and not internal
    ) where label in (select unnest(${literals(labels)}))`,
  );
  const comments = new Map<string, Map<string, string>>();
  for (const { label, name, comment } of rows) {
    const found = comments.get(label) ?? new Map<string, string>();
    comments.set(label, found.set(name, comment ?? ''));
  }
  return comments;
}

function describe(model: Model, current: Comments): string[] {
  const { relation, description, columns, config } = model;
  const { persistDocs, materialized } = config;
  const type = materialized === 'view' ? 'view' : 'table';
  const statements: string[] = [];
  for (const [name, text] of current) {
    const wanted = name === '' ? description : (columns.get(name) ?? '');
    if (wanted === text || !(name === '' ? persistDocs.relation : persistDocs.columns)) continue;
    const target = name === '' ? `${type} ${relation}` : `column ${relation}.${identifier(name)}`;
    statements.push(`comment on ${target} is ${wanted === '' ? 'null' : literal(wanted)}`);
  }
  return statements;
}

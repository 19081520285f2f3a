import type { Connection } from '../../warehouse/connection.js';
import { identifier } from '../../warehouse/sql.js';
import { Relation } from '../relation.js';
import { around, runCompiled } from './statement.js';
import type { Build, RelationType } from './build.js';

/**
 * Builds the table beside the old one and puts it in its place, so that the old one stays as it
 * was when the query fails. Gives the number of rows.
 */
export async function buildTable(build: Build): Promise<number> {
  const { connection, model, compiled, existing } = build;
  const { relation, file } = model;
  await replaceTable(connection, relation, existing, (beside) =>
    runCompiled(connection, around(`create or replace table ${beside} as`, compiled.select), file),
  );
  const [count] = await connection.all<{ n: number }>(`select count(*) as n from ${relation}`);
  return count?.n ?? 0;
}

/** Puts the table that `create` makes, beside it and under another name, in the place of a relation. */
export async function replaceTable(
  connection: Connection,
  relation: Relation,
  existing: RelationType | undefined,
  create: (beside: Relation) => Promise<unknown>,
): Promise<void> {
  const beside = new Relation(relation.schema, `${relation.name}__new`, relation.database);
  await create(beside);
  if (existing !== undefined) await connection.run(`drop ${existing} ${relation}`);
  await connection.run(`alter table ${beside} rename to ${identifier(relation.name)}`);
}

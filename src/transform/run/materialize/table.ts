import { identifier } from '../../../warehouse/engine/sql.js';
import { Relation } from '../../project/relation.js';
import { around, runCompiled } from './statement.js';
import type { Build } from './build.js';

/**
 * Builds the table beside the old one and puts it in its place, so that the old one stays as it
 * was when the query fails. Gives the number of rows.
 */
export async function buildTable(build: Build): Promise<number> {
  const { connection, model, compiled, existing } = build;
  const { relation, file } = model;
  const beside = new Relation(relation.schema, `${relation.name}__new`, relation.database);
  const create = around(`create or replace table ${beside} as`, compiled.select);
  await runCompiled(connection, create, file);
  if (existing !== undefined) await connection.run(`drop ${existing} ${relation}`);
  await connection.run(`alter table ${beside} rename to ${identifier(relation.name)}`);
  const [count] = await connection.all<{ n: number }>(`select count(*) as n from ${relation}`);
  return count?.n ?? 0;
}

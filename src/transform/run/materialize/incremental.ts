import { identifier } from '../../../warehouse/engine/sql.js';
import { requireSameColumns } from './columns.js';
import { around, runCompiled } from './statement.js';
import type { Build } from './build.js';

/**
 * Adds the query's rows to the table that exists, by the names of columns; rows with the same
 * `unique_key`, if there is one, are replaced. Gives the number of rows added.
 * @throws ModelError when the columns of query and table differ.
 */
export async function addRows(build: Build): Promise<number> {
  if (!build.sameDefinition) await requireSameColumns(build);
  const { connection, model, compiled } = build;
  const { relation, file, config } = model;
  const into = `insert into ${relation} by name`;
  if (config.uniqueKey.length === 0) {
    return runCompiled(connection, around(into, compiled.select), file);
  }
  const batch = `temp.${identifier(`${relation.schema}.${relation.name}`)}`;
  const create = around(`create or replace temp table ${batch} as`, compiled.select);
  await runCompiled(connection, create, file);
  const keys = config.uniqueKey.map(identifier).join(', ');
  await connection.run(
    `delete from ${relation} where (${keys}) in (select (${keys}) from ${batch})`,
  );
  const rows = await connection.run(`${into} from ${batch}`);
  await connection.run(`drop table ${batch}`);
  return rows;
}

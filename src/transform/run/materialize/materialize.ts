import { identifier } from '../../../warehouse/engine/sql.js';
import { wrap } from '../../compile/compiled-sql.js';
import type { Build } from './build.js';
import { requireSameColumns } from './columns.js';
import { createTable, requireOneStatement, runCompiled } from './statement.js';

/**
 * Builds one model and runs its hooks in one transaction. Returns the number of rows of the table, or
 * of rows added to an incremental one; null for a view.
 * @throws ModelError with file and line; the relation is then as it was.
 */
export async function materialize(build: Build, incremental: boolean): Promise<number | null> {
  const { connection, model, compiled } = build;
  const { file, config } = model;
  if (!build.sameDefinition) await requireOneStatement(connection, compiled.select, file);
  const isView = config.materialized === 'view';
  const buildRelation = isView ? buildView : incremental ? addRows : buildTable;
  if (!incremental && isOneStatement(build)) return buildRelation(build);
  return connection.transaction(async () => {
    for (const hook of compiled.preHooks) await runCompiled(connection, hook, file);
    const rows = await buildRelation(build);
    for (const hook of compiled.postHooks) await runCompiled(connection, hook, file);
    return rows;
  });
}

/* One statement is a transaction by itself. */
function isOneStatement({ model, compiled, existing }: Build): boolean {
  const type = model.config.materialized === 'view' ? 'view' : 'table';
  const hooks = compiled.preHooks.length + compiled.postHooks.length;
  return hooks === 0 && (existing === undefined || existing === type);
}

async function buildView({ connection, model, compiled, existing }: Build): Promise<null> {
  const { relation, file } = model;
  if (existing === 'table') await connection.run(`drop table ${relation}`);
  const create = wrap(`create or replace view ${relation} as`, compiled.select);
  await runCompiled(connection, create, file);
  return null;
}

/* The query can read the table that is replaced, which stays as it is if the query fails. */
async function buildTable({ connection, model, compiled, existing }: Build): Promise<number> {
  const { relation, file } = model;
  if (existing === 'view') await connection.run(`drop view ${relation}`);
  return createTable(
    connection,
    wrap(`create or replace table ${relation} as`, compiled.select),
    file,
  );
}

/* Adds the query's rows to the existing table by column name; rows with the same `unique_key`, if the
   model has one, are replaced. */
async function addRows(build: Build): Promise<number> {
  if (!build.sameDefinition) await requireSameColumns(build);
  const { connection, model, compiled } = build;
  const { relation, file, config } = model;
  const insert = `insert into ${relation} by name`;
  if (config.uniqueKey.length === 0) {
    return runCompiled(connection, wrap(insert, compiled.select), file);
  }
  const batch = `temp.${identifier(`${relation.schema}.${relation.name}`)}`;
  const create = wrap(`create or replace temp table ${batch} as`, compiled.select);
  await runCompiled(connection, create, file);
  const keys = config.uniqueKey.map(identifier).join(', ');
  await connection.run(
    `delete from ${relation} where (${keys}) in (select (${keys}) from ${batch})`,
  );
  const rows = await connection.run(`${insert} from ${batch}`);
  await connection.run(`drop table ${batch}`);
  return rows;
}

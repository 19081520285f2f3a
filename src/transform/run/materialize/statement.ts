import { ModelError } from '../../../errors.js';
import type { Connection } from '../../../warehouse/engine/connection.js';
import { findQuery } from '../../../warehouse/engine/statements.js';
import { explainEngineError, type CompiledSql } from '../../compile/compiled-sql.js';

/**
 * Runs a statement that was compiled from `file` and gives the number of rows that it changed.
 * @throws ModelError with file and line.
 */
export async function runCompiled(
  connection: Connection,
  sql: CompiledSql,
  file: string,
): Promise<number> {
  try {
    return await connection.run(sql.text);
  } catch (error) {
    throw explainEngineError(error, sql, file);
  }
}

/**
 * Runs a `create table … as` that was compiled from `file` and gives the number of rows of the table, which
 * the engine returns as a row instead of as changed rows.
 * @throws ModelError with file and line.
 */
export async function createTable(
  connection: Connection,
  sql: CompiledSql,
  file: string,
): Promise<number> {
  try {
    const [created] = await connection.all<{ Count: number }>(sql.text);
    return created?.Count ?? 0;
  } catch (error) {
    throw explainEngineError(error, sql, file);
  }
}

/**
 * Requires a model to be one statement: a second one would run without being part of the model.
 * @throws ModelError when there are several.
 */
export async function requireOneStatement(
  connection: Connection,
  { text }: CompiledSql,
  file: string,
): Promise<void> {
  if (!text.includes(';')) return;
  /* SQL that cannot be parsed is reported, with its line, when it is run. */
  const count = await connection.countStatements(text).catch(() => 1);
  if (count < 2 || (await findQuery(connection, text)) !== undefined) return;
  throw new ModelError(`${file}: the model has ${count} statements.`, {
    suggestion: 'A model is one query. Move the other statements to a pre_hook or post_hook.',
  });
}

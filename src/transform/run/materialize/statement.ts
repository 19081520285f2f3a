import { ModelError } from '../../../errors.js';
import type { Connection } from '../../../warehouse/engine/connection.js';
import { isPivot } from '../../../warehouse/engine/statements.js';
import { explainEngineError, type CompiledSql } from '../../compile/compiled-sql.js';

/** Puts a compiled query into a statement. Neither part may add lines before the query's own. */
export function around(before: string, { text, origins }: CompiledSql, after = ''): CompiledSql {
  return { text: `${before} ${text}${after}`, origins };
}

/** Runs a statement that was compiled for `file`, and gives the number of rows it changed. */
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
 * Makes sure that a model is one query: of several only the first would be kept, and the others run.
 * @throws ModelError when it is not.
 */
export async function requireOneStatement(
  connection: Connection,
  { text }: CompiledSql,
  file: string,
): Promise<void> {
  /* What cannot be parsed is explained, with its line, where it is run. */
  const count = await connection.countStatements(text).catch(() => 1);
  if (count < 2 || (count === 2 && isPivot(text))) return;
  throw new ModelError(`${file}: the model holds ${count} statements.`, {
    suggestion: 'A model is one query. What is to run beside it is a pre_hook or post_hook.',
  });
}

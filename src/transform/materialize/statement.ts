import type { Connection } from '../../warehouse/connection.js';
import { explainEngineError, type CompiledSql } from '../compiled-sql.js';

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

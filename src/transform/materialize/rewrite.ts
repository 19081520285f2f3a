import type { Connection } from '../../warehouse/connection.js';
import { isSparse } from '../../warehouse/sparse.js';
import type { Relation } from '../relation.js';
import { replaceTable } from './table.js';

/**
 * Writes those of the tables anew, as they are, that take much more space than their rows need. Gives
 * which; their comments are lost. One after the other, with a checkpoint between: so what one gives
 * back serves the next, and the file grows by the largest at most. Nothing else may be running.
 */
export async function rewriteSparse(
  connection: Connection,
  tables: readonly Relation[],
): Promise<Relation[]> {
  const rewritten: Relation[] = [];
  for (const table of tables) {
    if (!(await isSparse(connection, String(table), 'modelled'))) continue;
    await connection.transaction(() =>
      replaceTable(connection, table, 'table', (beside) =>
        connection.run(`create or replace table ${beside} as from ${table}`),
      ),
    );
    await connection.run('checkpoint');
    rewritten.push(table);
  }
  return rewritten;
}

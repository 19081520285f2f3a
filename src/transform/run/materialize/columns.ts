import { ModelError } from '../../../errors.js';
import type { Connection } from '../../../warehouse/engine/connection.js';
import { explainEngineError, wrap, type CompiledSql } from '../../compile/compiled-sql.js';
import type { Build } from './build.js';

/**
 * Requires a model's query to give the columns of its table: the same names and types, in any order.
 * @throws ModelError that names the differences.
 */
export async function requireSameColumns({ connection, model, compiled }: Build): Promise<void> {
  const { relation, file } = model;
  const table = await describe(connection, { text: `describe ${relation}`, origins: [] }, file);
  const query = await describe(connection, wrap('describe', compiled.select), file);
  const differences = [
    ...[...query].flatMap(([name, type]) => {
      const old = table.get(name);
      if (old === undefined) return [`${name} (${type}) is new`];
      return old === type ? [] : [`${name} was ${old} and is now ${type}`];
    }),
    ...[...table.keys()].filter((name) => !query.has(name)).map((name) => `${name} is gone`),
  ];
  if (differences.length === 0) return;
  throw new ModelError(
    `${file}: the columns of ${model.name} differ from those of ${relation.label}: ${differences.join('; ')}.`,
    {
      suggestion:
        model.config.fullRefresh === false
          ? `A full refresh does not rebuild it (full_refresh: false): change the table with \`alter table ${relation.label} …\`.`
          : `Run \`toast transform --full-refresh --select ${model.name}\` to rebuild it.`,
    },
  );
}

async function describe(
  connection: Connection,
  sql: CompiledSql,
  file: string,
): Promise<Map<string, string>> {
  try {
    const rows = await connection.all<{ column_name: string; column_type: string }>(sql.text);
    return new Map(rows.map((row) => [row.column_name, row.column_type]));
  } catch (error) {
    throw explainEngineError(error, sql, file);
  }
}

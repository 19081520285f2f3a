import { identifier, literal } from '../../../warehouse/engine/sql.js';
import { inLake, type Lake } from '../lake.js';
import { forgetDays, forgetTables } from '../record.js';
import { toLakeTable, type LakeTable } from '../shape.js';
import { copyOf, rebuildShared } from './shared-table.js';
import type { PublishedState } from '../state.js';
import type { Structures } from './structure.js';

/** Lists the tables, as `schema.table`, that were published and are so no longer. */
export function findDropped(
  tables: readonly LakeTable[],
  published: ReadonlyMap<string, PublishedState>,
): string[] {
  const current = new Set(tables.map(({ label }) => label));
  return [...published.keys()].filter((label) => !current.has(label)).toSorted();
}

export interface DropContext {
  /** A condition for the rows of the source. */
  readonly ownRows: string;
  /** Tables, as `schema.table`, that other sources publish. */
  readonly others: ReadonlySet<string>;
  readonly structures: Structures;
}

/**
 * Removes tables that are no longer published from the lake; of those that other sources publish, only the
 * rows of this one. Earlier snapshots have them until they expire.
 */
export async function dropTables(
  lake: Lake,
  sourceId: string,
  labels: readonly string[],
  { ownRows, others, structures }: DropContext,
): Promise<void> {
  const { connection } = lake;
  for (const label of labels) {
    const table = tableOf(label, structures);
    const copy = copyOf(table);
    if (!others.has(label)) {
      await connection.run(`drop table if exists ${inLake(lake, table)}`);
      if (table.shape === 'shared')
        await connection.run(`drop table if exists ${inLake(lake, copy)}`);
    } else if (table.shape === 'shared') {
      await connection.run(
        `delete from ${inLake(lake, copy)} where source_id = ${literal(sourceId)}`,
      );
      await rebuildShared(lake, table);
    } else await connection.run(`delete from ${inLake(lake, table)} where ${ownRows}`);
  }
  if (labels.length === 0) return;
  await forgetTables(lake, sourceId, labels);
  await forgetDays(lake, sourceId, labels);
}

/* Only the lake knows what a table was like that the local database has no longer. */
function tableOf(label: string, structures: Structures): LakeTable {
  const [schema = '', name = ''] = label.split(/\.(.*)/s);
  const columns = [...(structures.get(label)?.columns ?? [])].map(([column, { type }]) => ({
    ...{ name: column, type },
    expression: identifier(column),
  }));
  return toLakeTable({ schema, name, columns, isByDay: false });
}

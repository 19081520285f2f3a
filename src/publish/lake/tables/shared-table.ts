import { identifier, literal } from '../../../warehouse/engine/sql.js';
import { publishedRows } from '../../source/fingerprint.js';
import { labelOf } from '../../plan/published-table.js';
import { inLake, stateSchema, type Lake } from '../lake.js';
import type { LakeTable } from '../shape.js';
import { loadStructures, prepareTable, type Structures } from './structure.js';
import type { RowCounts } from './write-rows.js';

/*
 * Rows without a restaurant, such as the days of a calendar, are the same in several sources or differ. A
 * table of the state schema keeps those of each source, and the published table has each row once.
 */

/** Returns the table of the state schema that has the rows of each source of a table without restaurants. */
export function copyOf(table: LakeTable): LakeTable {
  return { ...table, schema: stateSchema, name: `${table.schema}__${table.name}` };
}

/** Replaces the rows that this source has in a table without restaurants. */
export async function replaceShared(
  lake: Lake,
  table: LakeTable,
  sourceId: string,
  { hasOthers, structures }: { hasOthers: boolean; structures: Structures },
): Promise<RowCounts> {
  const { connection } = lake;
  const copy = copyOf(table);
  const own = `source_id = ${literal(sourceId)}`;
  const source = { name: 'source_id', type: 'VARCHAR', expression: literal(sourceId) };
  const withSource = { ...copy, columns: [source, ...table.columns] };
  await prepareTable(lake, withSource, hasOthers ? own : undefined, structures.get(labelOf(copy)));
  await connection.run(`delete from ${inLake(lake, copy)} where ${own}`);
  const columns = table.columns.map(({ name }) => identifier(name)).join(', ');
  const written = await connection.run(
    `insert into ${inLake(lake, copy)} (source_id, ${columns})
    select ${literal(sourceId)}, ${columns} from (${publishedRows(table)}) as here`,
  );
  return { written, deleted: await rebuildShared(lake, table) };
}

/** Writes a published table anew from the rows of each source. Returns how many rows it had. */
export async function rebuildShared(lake: Lake, table: LakeTable): Promise<number> {
  const { connection } = lake;
  const structures = await loadStructures(lake);
  const present = structures.get(labelOf(copyOf(table)))?.columns ?? new Map<string, never>();
  const columns = [...present].filter(([name]) => name !== 'source_id');
  const expressions = columns.map(([name, { type }]) => ({
    name,
    type,
    expression: identifier(name),
  }));
  const described = new Map(table.columns.map((column) => [column.name, column]));
  const all = expressions.map((column) => described.get(column.name) ?? column);
  await prepareTable(lake, { ...table, columns: all }, undefined, structures.get(table.label));
  const deleted = await connection.run(`delete from ${inLake(lake, table)}`);
  const names = columns.map(([name]) => identifier(name)).join(', ');
  const [sources] = await connection.all<{ count: number }>(
    `select count(distinct source_id) as count from ${inLake(lake, copyOf(table))}`,
  );
  const distinct = (sources?.count ?? 0) > 1 ? 'distinct ' : '';
  await connection.run(
    `insert into ${inLake(lake, table)} (${names}) select ${distinct}${names} from ${inLake(lake, copyOf(table))}`,
  );
  return deleted;
}

import { identifier, literal } from '../../../warehouse/engine/sql.js';
import { loadColumns } from '../../source/load-columns.js';
import { inLake, type Lake } from '../lake.js';
import type { LakeTable } from '../shape.js';

/** The columns and comments of a table in the lake. */
export interface TableStructure {
  readonly comment: string | undefined;
  /** By name, in their order. */
  readonly columns: ReadonlyMap<
    string,
    { readonly type: string; readonly comment: string | undefined }
  >;
}

/** The tables in the lake, by `schema.table`. */
export type Structures = ReadonlyMap<string, TableStructure>;

/** Loads the columns and comments of all tables in the lake; asking for one takes as long. */
export async function loadStructures(lake: Lake): Promise<Structures> {
  const { connection } = lake;
  const tables = await connection.all<{ label: string; comment: string | null }>(
    `select schema_name || '.' || table_name as label, comment from duckdb_tables()
    where database_name = ${literal(lake.database)}`,
  );
  const columns = await loadColumns(connection, `database_name = ${literal(lake.database)}`);
  return new Map(
    tables.map(({ label, comment }) => {
      const own = (columns.get(label) ?? []).map(
        (column) =>
          [column.name, { type: column.type, comment: column.comment ?? undefined }] as const,
      );
      return [label, { comment: comment ?? undefined, columns: new Map(own) }];
    }),
  );
}

/** What had to be done so that a table in the lake has the columns that are published. */
export type Preparation =
  | 'new'
  /** Columns were added or dropped, or nothing was done. */
  | 'kept'
  /** The table was created anew because the type of a column changed; only rows of other sources are in it. */
  | 'rewritten';

/**
 * Gives a table in the lake the columns that are published, in the transaction. `ownRows` is a condition for
 * the rows of this source; undefined if no other source publishes the table. Columns that are no longer
 * published are dropped if no other source publishes the table; otherwise they are null in our rows.
 */
export async function prepareTable(
  lake: Lake,
  table: LakeTable,
  ownRows: string | undefined,
  present: TableStructure | undefined,
): Promise<Preparation> {
  const { connection } = lake;
  if (present === undefined) {
    await createTable(lake, table);
    return 'new';
  }
  const { columns } = present;
  if (
    table.columns.some(({ name, type }) => columns.has(name) && columns.get(name)?.type !== type)
  ) {
    await recreateTable(lake, table, present, ownRows);
    return 'rewritten';
  }
  const added = table.columns.filter(({ name }) => !columns.has(name));
  for (const { name, type } of added) {
    await connection.run(
      `alter table ${inLake(lake, table)} add column ${identifier(name)} ${type}`,
    );
  }
  if (ownRows === undefined) {
    const kept = new Set(table.columns.map(({ name }) => name));
    for (const name of [...columns.keys()].filter((column) => !kept.has(column))) {
      await connection.run(`alter table ${inLake(lake, table)} drop column ${identifier(name)}`);
    }
  }
  return 'kept';
}

async function createTable(lake: Lake, table: LakeTable): Promise<void> {
  const { connection } = lake;
  await connection.run(
    `create schema if not exists ${identifier(lake.database)}.${identifier(table.schema)}`,
  );
  const columns = table.columns.map(({ name, type }) => `${identifier(name)} ${type}`);
  await connection.run(`create table ${inLake(lake, table)} (${columns.join(', ')})`);
  const partition = table.shape === 'day' ? lake.partitionByMonth(inLake(lake, table)) : undefined;
  if (partition !== undefined) await connection.run(partition);
}

/* Types can only be widened in place, and rows of this source are written anew in any case. */
async function recreateTable(
  lake: Lake,
  table: LakeTable,
  present: TableStructure,
  ownRows: string | undefined,
): Promise<void> {
  const { connection } = lake;
  if (ownRows !== undefined) {
    await connection.run(
      `create or replace temp table publish_others as
      from ${inLake(lake, table)} where not coalesce(${ownRows}, false)`,
    );
  }
  await connection.run(`drop table ${inLake(lake, table)}`);
  const kept = new Set(table.columns.map(({ name }) => name));
  /* What only other sources publish stays. */
  const others = [...present.columns]
    .filter(([name]) => ownRows !== undefined && !kept.has(name))
    .map(([name, { type }]) => ({ name, type, expression: identifier(name) }));
  await createTable(lake, { ...table, columns: [...table.columns, ...others] });
  if (ownRows === undefined) return;
  await connection.run(`insert into ${inLake(lake, table)} by name from temp.main.publish_others`);
  await connection.run('drop table temp.main.publish_others');
}

/** Writes the descriptions of a table and its columns where they are not as published. */
export async function describeTable(
  lake: Lake,
  table: LakeTable,
  present: TableStructure | undefined,
): Promise<void> {
  const { connection } = lake;
  if (table.description !== present?.comment) {
    await connection.run(`comment on table ${inLake(lake, table)} is ${text(table.description)}`);
  }
  for (const { name, description } of table.columns) {
    if (description === present?.columns.get(name)?.comment) continue;
    const column = `${inLake(lake, table)}.${identifier(name)}`;
    await connection.run(`comment on column ${column} is ${text(description)}`);
  }
}

function text(description: string | undefined): string {
  return description === undefined ? 'null' : literal(description);
}

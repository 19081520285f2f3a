import type { Connection } from '../../warehouse/engine/connection.js';
import { identifier, literal } from '../../warehouse/engine/sql.js';
import type { PublishedTable } from '../plan/published-table.js';
import { inLake, lakeName, type Lake } from './lake.js';
import type { LakeTable } from './shape.js';

/** What had to be done so that a table in the lake has the columns that are published. */
export type Structure =
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
): Promise<Structure> {
  const { connection } = lake;
  const present = await loadColumns(connection, table);
  if (present.size === 0) {
    await createTable(lake, table);
    return 'new';
  }
  const retyped = table.columns.some(
    ({ name, type }) => present.has(name) && present.get(name) !== type,
  );
  if (retyped) {
    await recreateTable(lake, table, present, ownRows);
    return 'rewritten';
  }
  const added = table.columns.filter(({ name }) => !present.has(name));
  for (const { name, type } of added) {
    await connection.run(`alter table ${inLake(table)} add column ${identifier(name)} ${type}`);
  }
  if (ownRows === undefined) {
    const kept = new Set(table.columns.map(({ name }) => name));
    for (const name of [...present.keys()].filter((column) => !kept.has(column))) {
      await connection.run(`alter table ${inLake(table)} drop column ${identifier(name)}`);
    }
  }
  return 'kept';
}

async function createTable(lake: Lake, table: LakeTable): Promise<void> {
  const { connection } = lake;
  await connection.run(
    `create schema if not exists ${identifier(lakeName)}.${identifier(table.schema)}`,
  );
  const columns = table.columns.map(({ name, type }) => `${identifier(name)} ${type}`);
  await connection.run(`create table ${inLake(table)} (${columns.join(', ')})`);
  const partition = table.shape === 'day' ? lake.partitionByMonth(inLake(table)) : undefined;
  if (partition !== undefined) await connection.run(partition);
}

/* Types can only be widened in place, and rows of this source are written anew in any case. */
async function recreateTable(
  lake: Lake,
  table: LakeTable,
  present: ReadonlyMap<string, string>,
  ownRows: string | undefined,
): Promise<void> {
  const { connection } = lake;
  if (ownRows !== undefined) {
    await connection.run(
      `create or replace temp table publish_others as
      from ${inLake(table)} where not coalesce(${ownRows}, false)`,
    );
  }
  await connection.run(`drop table ${inLake(table)}`);
  const kept = new Set(table.columns.map(({ name }) => name));
  /* What only other sources publish stays. */
  const others = [...present]
    .filter(([name]) => ownRows !== undefined && !kept.has(name))
    .map(([name, type]) => ({ name, type, expression: identifier(name) }));
  await createTable(lake, { ...table, columns: [...table.columns, ...others] });
  if (ownRows === undefined) return;
  await connection.run(`insert into ${inLake(table)} by name from temp.main.publish_others`);
  await connection.run('drop table temp.main.publish_others');
}

/** Writes the descriptions of a table and its columns where they are not as published. */
export async function describeTable(connection: Connection, table: LakeTable): Promise<void> {
  const rows = await connection.all<{ name: string | null; comment: string | null }>(
    `select null as name, comment from duckdb_tables() where ${isTable(table)}
    union all
    select column_name, comment from duckdb_columns() where ${isTable(table)}`,
  );
  const present = new Map(rows.map(({ name, comment }) => [name, comment ?? undefined]));
  if (table.description !== present.get(null)) {
    await connection.run(`comment on table ${inLake(table)} is ${text(table.description)}`);
  }
  for (const { name, description } of table.columns) {
    if (description === present.get(name)) continue;
    const column = `${inLake(table)}.${identifier(name)}`;
    await connection.run(`comment on column ${column} is ${text(description)}`);
  }
}

function text(description: string | undefined): string {
  return description === undefined ? 'null' : literal(description);
}

/** Loads the columns of a table in the lake and their types; none if it does not exist. */
export async function loadColumns(
  connection: Connection,
  table: Pick<PublishedTable, 'schema' | 'name'>,
): Promise<Map<string, string>> {
  const rows = await connection.all<{ name: string; type: string }>(
    `select column_name as name, data_type as type from duckdb_columns() where ${isTable(table)}`,
  );
  return new Map(rows.map(({ name, type }) => [name, type]));
}

function isTable({ schema, name }: Pick<PublishedTable, 'schema' | 'name'>): string {
  return `database_name = ${literal(lakeName)} and schema_name = ${literal(schema)} and table_name = ${literal(name)}`;
}

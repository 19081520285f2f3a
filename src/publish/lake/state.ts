import type { Row } from '../../warehouse/engine/connection.js';
import { identifier, literal } from '../../warehouse/engine/sql.js';
import { stateSchema, stateTable, type Lake } from './lake.js';

/*
 * `marker` has one row, which every transaction that writes to the lake updates first. Of two such
 * transactions at a time, one fails: a lake finds no conflict between two that delete nothing and insert the
 * same rows.
 */
const tables = {
  marker: 'revision bigint',
  source: 'source_id varchar, place varchar, engine varchar, published_at timestamptz',
  restaurant: 'restaurant_id varchar, source_id varchar',
  published_table: `source_id varchar, label varchar, definition varchar, stamp varchar,
    "rows" bigint, hash varchar, published_at timestamptz`,
  published_day: `source_id varchar, label varchar, restaurant_id varchar, business_date date,
    "rows" bigint, hash varchar`,
};

/** Tells whether the lake was published to before. */
export async function hasState(lake: Lake): Promise<boolean> {
  const { connection } = lake;
  const found = await connection.all(
    `select 1 as found from duckdb_tables()
    where database_name = ${literal(lake.database)} and schema_name = ${literal(stateSchema)}
      and table_name = 'marker'`,
  );
  return found.length > 0;
}

/** Creates the state schema of a new lake. Of two publishers that do so at a time, one fails. */
export async function createState(
  lake: Lake,
  partitionByMonth: (table: string) => string | undefined,
): Promise<void> {
  const { connection } = lake;
  await connection.run(`create schema ${identifier(lake.database)}.${identifier(stateSchema)}`);
  for (const [name, columns] of Object.entries(tables)) {
    await connection.run(`create table ${stateTable(lake, name)} (${columns})`);
  }
  const partition = partitionByMonth(stateTable(lake, 'published_day'));
  if (partition !== undefined) await connection.run(partition);
  await connection.run(`insert into ${stateTable(lake, 'marker')} values (0)`);
}

/** Makes the transaction conflict with every other one that writes to the lake. Call it first. */
export async function touchMarker(lake: Lake): Promise<void> {
  const { connection } = lake;
  await connection.run(`update ${stateTable(lake, 'marker')} set revision = revision + 1`);
}

/** What a source published of a table. */
export interface PublishedState extends Row {
  label: string;
  definition: string;
  stamp: string | null;
  rows: number;
  hash: string;
}

/** Loads what a source published, by `schema.table`. */
export async function loadPublished(
  lake: Lake,
  sourceId: string,
): Promise<Map<string, PublishedState>> {
  const { connection } = lake;
  const rows = await connection.all<PublishedState>(
    `select label, definition, stamp, "rows", hash from ${stateTable(lake, 'published_table')}
    where source_id = $source`,
    { source: sourceId },
  );
  return new Map(rows.map((row) => [row.label, row]));
}

/** Loads the tables, as `schema.table`, that other sources publish. */
export async function loadLabelsOfOthers(lake: Lake, sourceId: string): Promise<Set<string>> {
  const { connection } = lake;
  const rows = await connection.all<{ label: string }>(
    `select distinct label from ${stateTable(lake, 'published_table')} where source_id <> $source`,
    { source: sourceId },
  );
  return new Set(rows.map(({ label }) => label));
}

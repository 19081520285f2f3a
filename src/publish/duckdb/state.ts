import type { Connection } from '../../warehouse/engine/connection.js';
import { identifier, literal } from '../../warehouse/engine/sql.js';
import { labelOf, type PublishedTable } from '../plan/published-table.js';
import type { Fingerprint } from '../source/fingerprint.js';
import { published } from './published.js';

/*
 * What a published file records about itself: schema toast_publish, with one row in `publication` and one per
 * table in `published_table`.
 */
const schema = 'toast_publish';
const place = `${identifier(published)}.${schema}`;

/* Differs when a newer version writes other files of the same data. */
const layout = 1;

/** What is known of a table in a published file. */
export interface TableState extends Fingerprint {
  readonly definition: string;
  /** The stamp of the local table when it was published; null if it had none. */
  readonly stamp: string | null;
}

/** What a published file records about itself. */
export interface FileState {
  /** ISO 8601 in UTC. */
  readonly publishedAt: string;
  /** Whether this version would write the same data in another way. */
  readonly isOutdated: boolean;
  /** By `schema.table`. */
  readonly tables: ReadonlyMap<string, TableState>;
}

/** Creates the tables with which the file that is attached as `published` says what it is. */
export async function writeState(
  connection: Connection,
  {
    publishedAt,
    runId,
    tables,
  }: {
    /** Epoch milliseconds. */
    readonly publishedAt: number;
    readonly runId: string | undefined;
    readonly tables: readonly { readonly table: PublishedTable; readonly state: TableState }[];
  },
): Promise<void> {
  const rows = tables.map(
    ({ table, state: { rows: count, hash, definition, stamp } }) =>
      `(${[table.schema, table.name].map(literal).join(', ')}, ${count}, ${[hash, definition]
        .map(literal)
        .join(', ')}, ${stamp === null ? 'null' : literal(stamp)})`,
  );
  await connection.run(
    `create schema ${place};
    create table ${place}.publication as
    select
      make_timestamptz(${Math.round(publishedAt)} * 1000) as published_at,
      ${runId === undefined ? 'null' : literal(runId)}::varchar as run_id,
      version() as engine,
      ${layout} as layout;
    comment on table ${place}.publication is 'When toast publish wrote this file, and the id of the latest extraction then.';
    create table ${place}.published_table (
      schema_name varchar, table_name varchar, row_count bigint, hash varchar, definition varchar, stamp varchar
    );
    comment on table ${place}.published_table is 'Tables of this file with counts and hashes of their rows; toast publish compares them with its database.';
    ${rows.length === 0 ? '' : `insert into ${place}.published_table values ${rows.join(',\n')}`}`,
  );
}

/** Reads the publication record of the file that is attached as `published`; undefined if toast did not write it. */
export async function readState(connection: Connection): Promise<FileState | undefined> {
  const found = await connection.all(
    `select 1 as found from duckdb_tables()
    where database_name = ${literal(published)} and schema_name = '${schema}'
      and table_name in ('publication', 'published_table')`,
  );
  if (found.length < 2) return undefined;
  const [publication] = await connection.all<{ published_at: string; current: boolean }>(
    `select published_at, layout = ${layout} and engine = version() as current from ${place}.publication`,
  );
  if (publication === undefined) return undefined;
  const rows = await connection.all<{
    schema: string;
    name: string;
    count: number;
    hash: string;
    definition: string;
    stamp: string | null;
  }>(
    `select
      schema_name as "schema", table_name as name, row_count as count, hash, definition, stamp
    from ${place}.published_table order by all`,
  );
  return {
    publishedAt: publication.published_at,
    isOutdated: !publication.current,
    tables: new Map(
      rows.map(({ count, hash, definition, stamp, ...table }) => [
        labelOf(table),
        { rows: count, hash, definition, stamp },
      ]),
    ),
  };
}

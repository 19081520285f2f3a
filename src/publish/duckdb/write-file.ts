import type { Connection } from '../../warehouse/engine/connection.js';
import { withEngineThreads } from '../../warehouse/engine/engine-threads.js';
import { identifier, literal } from '../../warehouse/engine/sql.js';
import type { PublishedTable } from '../plan/published-table.js';
import { publishedSchemas } from '../plan/relation.js';
import { publishedRows, relationOf } from '../source/fingerprint.js';
import { published } from './published.js';

/**
 * Copies tables from the local database, of `bytes`, into an empty database that is attached as `published`.
 * Calls `onTable` after each.
 */
export async function writeTables(
  connection: Connection,
  bytes: number,
  tables: readonly PublishedTable[],
  onTable: (table: PublishedTable) => Promise<void>,
): Promise<void> {
  for (const schema of new Set(tables.map((table) => table.schema))) {
    await connection.run(`create schema ${identifier(published)}.${identifier(schema)}`);
  }
  await withEngineThreads(connection, { bytes, statements: 1 }, async () => {
    for (const table of tables) {
      await connection.run(
        `create table ${relationOf(table, published)} as ${publishedRows(table)}`,
      );
      await onTable(table);
    }
  });
}

/**
 * Creates a view in the schema `main` for each table, so that clients find it without a schema, and writes
 * the descriptions of tables, views and columns. Of tables with the same name, the first of
 * `publishedSchemas` gets the view.
 */
export async function writeViews(
  connection: Connection,
  tables: readonly PublishedTable[],
): Promise<void> {
  const shown = new Map<string, PublishedTable>();
  for (const schema of publishedSchemas) {
    for (const table of tables) {
      if (table.schema === schema && !shown.has(table.name)) shown.set(table.name, table);
    }
  }
  const views = [...shown.values()];
  const statements = [
    ...views.map((table) => {
      return `create view main.${identifier(table.name)} as from ${relationOf(table)}`;
    }),
    ...tables.flatMap((table) => comments(table, 'table', relationOf(table))),
    ...views.flatMap((table) => comments(table, 'view', `main.${identifier(table.name)}`)),
  ];
  /* A view names its table without the database, which gets its name from the file. */
  await connection.run(`use ${identifier(published)}`);
  await connection.transaction(() => connection.run(statements.join(';\n')));
}

function comments(
  { description, columns }: PublishedTable,
  type: 'table' | 'view',
  relation: string,
): string[] {
  return [
    ...(description === undefined
      ? []
      : [`comment on ${type} ${relation} is ${literal(description)}`]),
    ...columns.flatMap((column) =>
      column.description === undefined
        ? []
        : `comment on column ${relation}.${identifier(column.name)} is ${literal(column.description)}`,
    ),
  ];
}

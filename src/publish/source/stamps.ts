import { hash } from '../../hash.js';
import type { Project } from '../../transform/project/model.js';
import type { Connection } from '../../warehouse/engine/connection.js';
import { literals } from '../../warehouse/engine/sql.js';
import { readNames } from '../../warehouse/query/syntax-tree.js';
import { publishedSchemas } from '../plan/relation.js';
import { loadTableStamps } from './table-stamps.js';

/* A view: its text, and the tables and views that it reads, by `schema.name`. */
interface View {
  readonly sql: string;
  readonly reads: readonly string[];
}

/**
 * Loads a text per published table and view, by `schema.name`, that differs when its rows may do so: it is
 * made of the texts of views and of what is known of the tables that they read. A relation that depends on
 * anything else is missing, and its rows have to be read to know.
 */
export async function loadStamps(
  connection: Connection,
  project: Project,
): Promise<ReadonlyMap<string, string>> {
  const views = await loadViews(connection);
  const own = await loadPublishedNames(connection);
  const read = [...views.values()].flatMap((view) => view?.reads ?? []);
  const tables = [...new Set([...own, ...read])].filter((label) => !views.has(label));
  const stamps = new Map<string, string | undefined>(
    await loadTableStamps(connection, project, tables),
  );
  const stampOf = (label: string): string | undefined => {
    const view = views.get(label);
    if (view === undefined || stamps.has(label)) return stamps.get(label);
    const parts = view.reads.map(stampOf);
    const isKnown = parts.every((part) => part !== undefined);
    const stamp = isKnown ? hash(JSON.stringify([view.sql, ...view.reads, ...parts])) : undefined;
    stamps.set(label, stamp);
    return stamp;
  };
  return new Map(
    own.flatMap((label) => {
      const stamp = stampOf(label);
      return stamp === undefined ? [] : [[label, stamp]];
    }),
  );
}

async function loadPublishedNames(connection: Connection): Promise<string[]> {
  const rows = await connection.all<{ label: string }>(
    `select distinct schema_name || '.' || table_name as label
    from duckdb_columns()
    where database_name = current_database() and list_contains(${literals(publishedSchemas)}, schema_name)`,
  );
  return rows.map(({ label }) => label);
}

/* A view of which it is not known what it reads is undefined. */
async function loadViews(connection: Connection): Promise<Map<string, View | undefined>> {
  const rows = await connection.all<{ label: string; sql: string }>(
    `select schema_name || '.' || view_name as label, sql
    from duckdb_views() where database_name = current_database() and not internal`,
  );
  const changing = await loadChangingFunctions(connection);
  const views = new Map<string, View | undefined>();
  for (const { label, sql } of rows) {
    const reads = await tablesOf(connection, sql, changing);
    views.set(label, reads && { sql, reads });
  }
  return views;
}

/* Functions that can give another value for the same rows, macros of others included. */
async function loadChangingFunctions(connection: Connection): Promise<ReadonlySet<string>> {
  const rows = await connection.all<{ name: string }>(
    `select distinct lower(function_name) as name from duckdb_functions()
    where stability <> 'CONSISTENT' or (function_type like '%macro' and not internal)`,
  );
  const others = ['age', 'getvariable', 'getenv', 'current_setting'];
  return new Set([...others, ...rows.map(({ name }) => name)]);
}

/* The syntax tree has these as columns. */
const clock = /\b(current_date|current_time|current_timestamp|localtime|localtimestamp)\b/i;

/* Table functions that read nothing. */
const harmless = ['range', 'generate_series', 'unnest'];

/* Returns undefined for a view that reads anything but tables and views with their schema. */
async function tablesOf(
  connection: Connection,
  sql: string,
  changing: ReadonlySet<string>,
): Promise<string[] | undefined> {
  const query = sql.replace(/^create view .*? as /is, '').replace(/;\s*$/, '');
  const names = await readNames(connection, query);
  if (names === undefined || clock.test(query)) return undefined;
  const { commonTables, tableFunctions, otherFunctions } = names;
  const isFixed =
    !otherFunctions.some((name) => changing.has(name)) &&
    tableFunctions.every(({ name }) => harmless.includes(name));
  const tables = names.tables.filter(
    ([name = '', ...others]) => others.length > 0 || !commonTables.includes(name),
  );
  if (!isFixed || tables.some((parts) => parts.length !== 2)) return undefined;
  return [...new Set(tables.map((parts) => parts.join('.')))].toSorted();
}

import { hash } from '../../hash.js';
import type { Connection } from '../../warehouse/engine/connection.js';
import type { Project } from '../project/model.js';
import type { QueryReads } from './query-reads.js';
import { loadTableStamps } from './table-stamps.js';
import { sortStarLists } from './view-text.js';

/* A view: its text, and the tables and views that it reads, by `schema.name`. */
interface View {
  readonly sql: string;
  readonly reads: readonly string[];
}

/**
 * Loads a text per table and view, given and returned by `schema.name`, that differs when its rows may do so:
 * it is a digest of the texts of views and of the stamps of the tables that they read. A relation that depends
 * on anything else is missing, and only its rows tell.
 */
export async function loadStamps(
  connection: Connection,
  project: Project,
  labels: readonly string[],
  readsOf: QueryReads,
): Promise<ReadonlyMap<string, string>> {
  const views = await loadViews(connection, readsOf);
  const read = [...views.values()].flatMap((view) => view?.reads ?? []);
  const tables = [...new Set([...labels, ...read])].filter((label) => !views.has(label));
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
    labels.flatMap((label) => {
      const stamp = stampOf(label);
      return stamp === undefined ? [] : [[label, stamp]];
    }),
  );
}

/* A view of which it is not known what it reads is undefined. */
async function loadViews(
  connection: Connection,
  readsOf: QueryReads,
): Promise<Map<string, View | undefined>> {
  const rows = await connection.all<{ label: string; sql: string }>(
    `select schema_name || '.' || view_name as label, sql
    from duckdb_views() where database_name = current_database() and not internal`,
  );
  const views = new Map<string, View | undefined>();
  for (const { label, sql } of rows) {
    const query = sql.replace(/^create view .*? as /is, '').replace(/;\s*$/, '');
    const reads = await readsOf(query);
    views.set(label, reads && { sql: sortStarLists(sql), reads });
  }
  return views;
}

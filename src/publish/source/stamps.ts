import { Relation } from '../../transform/project/relation.js';
import type { Project } from '../../transform/project/model.js';
import { loadSourceFreshness } from '../../transform/run/source-freshness.js';
import type { Connection } from '../../warehouse/engine/connection.js';
import { readNames } from '../../warehouse/query/syntax-tree.js';

/**
 * Loads a text per table and view, by `schema.name`, that differs when its rows may do so: the latest build
 * of each table that it reads, or the number and time of its latest rows where the toolkit loads it. A
 * relation for which that is not known is missing, so its rows have to be read: one that reads a table of
 * somebody else, that depends on the clock, or whose build was interrupted.
 */
export async function loadStamps(
  connection: Connection,
  project: Project,
): Promise<ReadonlyMap<string, string>> {
  const views = await loadViews(connection);
  const tables = await loadTables(connection, project);
  const stamps = new Map<string, string | undefined>();
  const stampOf = async (label: string): Promise<string | undefined> => {
    if (!stamps.has(label)) {
      stamps.set(label, undefined);
      stamps.set(label, await compute(label));
    }
    return stamps.get(label);
  };
  const compute = async (label: string): Promise<string | undefined> => {
    const sql = views.get(label);
    if (sql === undefined) return tables.get(label);
    const read = await tablesOf(connection, sql);
    if (read === undefined) return undefined;
    const parts = [sql];
    for (const table of read) {
      const part = await stampOf(table);
      if (part === undefined) return undefined;
      parts.push(`${table}: ${part}`);
    }
    return parts.join('\n');
  };
  for (const label of [...views.keys(), ...tables.keys()]) await stampOf(label);
  return new Map(
    [...stamps].flatMap(([label, stamp]) => (stamp === undefined ? [] : [[label, stamp]])),
  );
}

/* Functions that give another value without another row. */
const volatile =
  /^(now|current_.*|get_current_.*|today|transaction_timestamp|random|uuid|gen_random_uuid|nextval|getvariable)$/;

/* Returns undefined for a view that reads anything but tables and views with their schema. */
async function tablesOf(connection: Connection, sql: string): Promise<string[] | undefined> {
  const query = sql.replace(/^create view .*? as /is, '').replace(/;\s*$/, '');
  const names = await readNames(connection, query);
  if (names === undefined || names.otherFunctions.some((name) => volatile.test(name)))
    return undefined;
  if (
    names.tableFunctions.some(({ name }) => !['range', 'generate_series', 'unnest'].includes(name))
  )
    return undefined;
  const qualified = names.tables.filter((parts) => parts.length === 2);
  const ctes = names.tables.filter((parts) => parts.length === 1);
  if (qualified.length + ctes.length < names.tables.length) return undefined;
  if (ctes.some(([name]) => !isDefined(query, name ?? ''))) return undefined;
  return [...new Set(qualified.map((parts) => parts.join('.')))].toSorted();
}

/* A name without a schema is that of a common table expression, or else of a table that is searched for. */
function isDefined(query: string, name: string): boolean {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(
    `(with|,|recursive)\\s+"?${escaped}"?\\s*(\\([^)]*\\)\\s*)?(using key\\s*\\([^)]*\\)\\s*)?as\\s`,
    'i',
  ).test(query);
}

async function loadViews(connection: Connection): Promise<Map<string, string>> {
  const rows = await connection.all<{ label: string; sql: string }>(
    `select schema_name || '.' || view_name as label, sql
    from duckdb_views() where database_name = current_database() and not internal`,
  );
  return new Map(rows.map(({ label, sql }) => [label, sql]));
}

/*
 * A table's fingerprint is missing while it is built, also after a run that was killed. A build of the same
 * data leaves it as it is, so the time of the build counts too. The number of rows finds most changes that
 * others than the toolkit make.
 */
async function loadTables(connection: Connection, project: Project): Promise<Map<string, string>> {
  const rows = await connection.all<{ label: string; fingerprint: string; rows: number }>(
    `select model as label, fingerprint, estimated_size as "rows"
    from toast_meta.model_build
    inner join duckdb_tables() as actual
      on database_name = current_database() and model = schema_name || '.' || table_name`,
  );
  const runs = await connection.all<{ model: string; latest: string }>(
    `select model, max(started_at)::varchar as latest
    from toast_meta.model_run
    where status not in ('unchanged', 'skipped')
    group by model`,
  );
  const latest = new Map(runs.map((run) => [run.model, run.latest]));
  const names = new Map(
    [...project.models.values()].map(({ name, relation }) => [relation.label, name]),
  );
  const built = rows.flatMap(({ label, fingerprint, rows: count }): [string, string][] => {
    const run = latest.get(names.get(label) ?? '');
    return run === undefined ? [] : [[label, `${fingerprint} ${run} ${count}`]];
  });
  return new Map([...built, ...(await loadLoadedTables(connection))]);
}

/* The tables that an extraction writes, some of which views read. */
async function loadLoadedTables(connection: Connection): Promise<Map<string, string>> {
  const rows = await connection.all<{ schema: string; name: string }>(
    `select schema_name as "schema", table_name as name from duckdb_tables()
    where database_name = current_database()
      and (schema_name in ('raw_toast', 'raw_toast_history') or table_name = 'state')`,
  );
  const relations = rows.map(({ schema, name }) => new Relation(schema, name));
  const sources = new Map(relations.map((relation) => [relation.label, relation]));
  const types = new Map(relations.map(({ label }) => [label, 'table' as const]));
  return loadSourceFreshness(connection, { sources }, types);
}

import type { Connection } from '../../warehouse/engine/connection.js';
import { literal } from '../../warehouse/engine/sql.js';
import { bulkRows } from '../../warehouse/state/bulk-rows.js';
import type { Project } from '../project/model.js';
import { Relation } from '../project/relation.js';
import { loadSourceFreshness } from './source-freshness.js';

/* Reading a table up to this size takes about as long as finding out about its builds. */
const smallRows = 20_000;

/**
 * Loads a text per table, given and returned by `schema.name`, that differs when its rows may do so. Small
 * tables are read. Of large ones it is their latest build, or for those that an extraction loads, the number
 * of rows and the time of the latest. A table of which neither is known is missing.
 */
export async function loadTableStamps(
  connection: Connection,
  project: Project,
  labels: readonly string[],
): Promise<Map<string, string>> {
  const rows = await connection.all<{ schema: string; name: string; rows: number }>(
    `select schema_name as "schema", table_name as name, estimated_size as "rows"
    from duckdb_tables() where database_name = current_database()`,
  );
  const wanted = new Set(labels);
  const loaded: Relation[] = [];
  const small: Relation[] = [];
  const large: Relation[] = [];
  for (const { schema, name, rows: size } of rows) {
    const relation = new Relation(schema, name);
    if (!wanted.has(relation.label)) continue;
    if (isLoaded(relation)) loaded.push(relation);
    else (size <= smallRows ? small : large).push(relation);
  }
  return new Map([
    ...(await loadFreshness(connection, loaded)),
    ...(await loadHashes(connection, small)),
    ...(await loadBuilds(connection, project, large)),
  ]);
}

/* Tables that an extraction writes. */
function isLoaded({ schema, label }: Relation): boolean {
  return schema === 'raw_toast' || schema === 'raw_toast_history' || label === 'toast_meta.state';
}

async function loadFreshness(
  connection: Connection,
  relations: readonly Relation[],
): Promise<Map<string, string>> {
  const sources = new Map(relations.map((relation) => [relation.label, relation]));
  const types = new Map(relations.map(({ label }) => [label, 'table' as const]));
  return loadSourceFreshness(connection, { sources }, types);
}

async function loadHashes(
  connection: Connection,
  relations: readonly Relation[],
): Promise<[string, string][]> {
  if (relations.length === 0) return [];
  const queries = relations.map(
    (relation) => `select
        ${literal(relation.label)} as label,
        count(*) || ' ' || coalesce(sum(hash(small)::hugeint), 0) as stamp
      from ${relation} as small`,
  );
  const rows = await connection.all<{ label: string; stamp: string }>(
    queries.join('\nunion all\n'),
  );
  return rows.map(({ label, stamp }) => [label, stamp]);
}

/*
 * A table's fingerprint is missing while it is built, also after a run that was killed. A build of the same
 * data leaves it as it is, so the time of the build counts too, and so does how far an incremental model has
 * got, which dbt notes as well. The number of rows finds most changes that others than the models make.
 */
async function loadBuilds(
  connection: Connection,
  project: Project,
  relations: readonly Relation[],
): Promise<[string, string][]> {
  if (relations.length === 0) return [];
  const names = new Map(
    [...project.models.values()].map(({ name, relation }) => [relation.label, name]),
  );
  const tables = relations.map(({ label }) => ({ label, name: names.get(label) }));
  const { sql, parameters } = bulkRows(tables, { label: 'VARCHAR', name: 'VARCHAR' });
  const counts = relations.map(
    (relation) => `select ${literal(relation.label)} as label, count(*) as total from ${relation}`,
  );
  const rows = await connection.all<{ label: string; stamp: string }>(
    `with
    counts as (${counts.join(' union all ')}),
    runs as (
      select model, max(started_at) as latest
      from toast_meta.model_run
      where status not in ('unchanged', 'skipped')
      group by model
    )
    select
      tables.label,
      concat_ws(' ', builds.fingerprint, runs.latest, counts.total, hash(states)) as stamp
    from ${sql} as tables
    inner join toast_meta.model_build as builds on tables.label = builds.model
    inner join runs on tables.name = runs.model
    inner join counts on tables.label = counts.label
    left join toast_meta.model_state as states on tables.label = states.model`,
    parameters,
  );
  return rows.map(({ label, stamp }) => [label, stamp]);
}

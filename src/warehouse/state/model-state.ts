import type { Connection } from '../engine/connection.js';
import { literals } from '../engine/sql.js';
import { bulkRows } from './bulk-rows.js';

/** Identifies what a relation was built from; equal fingerprints give equal relations. */
export interface BuildFingerprint {
  /**
   * Hash of the model's text and settings and of those it reads, which decide on its columns.
   * Undefined when the relation has other columns than it was built with.
   */
  readonly definition?: string | undefined;
  /** Hash of the definition and of the data that was read. */
  readonly dataHash: string;
}

/** One row of `toast_meta.model_run`: the outcome of one model in a run. */
export interface ModelRun {
  readonly model: string;
  readonly materialization: string;
  readonly status: string;
  /** Null for views and for models that were not built. */
  readonly rows: number | null;
  readonly seconds: number;
  readonly error: string | undefined;
  /** Epoch milliseconds. */
  readonly startedAt: number;
}

/** The table that every run of models adds rows to. */
export const modelRunTable = { schema: 'toast_meta', name: 'model_run' } as const;

/* A digest of the columns of every table and view in the file, by `schema.name`. */
const actualColumns = `select
    schema_name || '.' || table_name as model,
    md5(string_agg(column_name || ' ' || data_type, ', ' order by column_index)) as columns
  from duckdb_columns()
  where database_name = current_database()
  group by all`;

/**
 * Loads the fingerprint of every relation that was built, by `schema.name`. A relation that somebody
 * else has altered since, so that its columns differ, has no `definition`.
 */
export async function loadBuildFingerprints(
  connection: Connection,
): Promise<Map<string, BuildFingerprint>> {
  const rows = await connection.all<{
    model: string;
    definition: string | null;
    fingerprint: string;
  }>(
    `with actual as (${actualColumns})
    select
      build.model,
      case when build.columns = actual.columns then build.definition end as definition,
      build.fingerprint
    from toast_meta.model_build as build
    left join actual using (model)`,
  );
  return new Map(
    rows.map(({ model, definition, fingerprint }) => [
      model,
      { definition: definition ?? undefined, dataHash: fingerprint },
    ]),
  );
}

/** Deletes the fingerprints of relations (`schema.name`) that are about to be built. */
export async function forgetBuildFingerprints(
  connection: Connection,
  relations: readonly string[],
): Promise<void> {
  if (relations.length === 0) return;
  await connection.run(
    `delete from toast_meta.model_build where list_contains(${literals(relations)}, model)`,
  );
}

/** Saves the fingerprints of relations (`schema.name`), with the columns that they have now. */
export async function saveBuildFingerprints(
  connection: Connection,
  fingerprints: ReadonlyMap<string, BuildFingerprint>,
): Promise<void> {
  if (fingerprints.size === 0) return;
  const builds = bulkRows(
    [...fingerprints].map(([model, { definition, dataHash }]) => {
      return { model, definition, fingerprint: dataHash };
    }),
    { model: 'VARCHAR', definition: 'VARCHAR', fingerprint: 'VARCHAR' },
  );
  await connection.run(
    `insert or replace into toast_meta.model_build by name
    with actual as (${actualColumns})
    select build.model, build.definition, build.fingerprint, actual.columns
    from ${builds.sql} as build
    left join actual using (model)`,
    builds.parameters,
  );
}

/** Deletes the rows of `toast_meta.changed_day` for which there is a later one of the same day. */
export async function pruneChangedDays(connection: Connection): Promise<void> {
  await connection.run(
    `delete from toast_meta.changed_day where rowid not in (
      select arg_max(rowid, changed_at)
      from toast_meta.changed_day
      group by restaurant_id, business_date
    )`,
  );
}

/** Counts the runs that have added rows to each model, by its name. */
export async function countRunsWithRows(connection: Connection): Promise<Map<string, number>> {
  const rows = await connection.all<{ model: string; runs: number }>(
    'select model, count(*) as runs from toast_meta.model_run where rows_affected > 0 group by model',
  );
  return new Map(rows.map(({ model, runs }) => [model, runs]));
}

/** Records how the models of a run ended. */
export async function recordModelRuns(
  connection: Connection,
  runId: string,
  runs: readonly ModelRun[],
): Promise<void> {
  if (runs.length === 0) return;
  const { sql, parameters } = bulkRows(runs, {
    model: 'VARCHAR',
    materialization: 'VARCHAR',
    status: 'VARCHAR',
    rows: 'BIGINT',
    seconds: 'DOUBLE',
    error: 'VARCHAR',
    startedAt: 'DOUBLE',
  });
  await connection.run(
    `insert into toast_meta.model_run by name
    select
      $runId as run_id,
      model,
      materialization,
      status,
      "rows" as rows_affected,
      seconds,
      error,
      to_timestamp("startedAt" / 1000) as started_at
    from ${sql}`,
    { ...parameters, runId },
  );
}

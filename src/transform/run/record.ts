import type { Connection } from '../../warehouse/engine/connection.js';
import type { ModelRunResult } from './model-events.js';

export interface ModelRun {
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly result: ModelRunResult;
}

/** Writes how models ended to `toast_meta.model_run`. */
export async function recordModelRuns(
  connection: Connection,
  runId: string,
  runs: readonly ModelRun[],
): Promise<void> {
  if (runs.length === 0) return;
  const entries = runs.map(({ startedAt, result }) => {
    const { model, materialization, status, rows, seconds, error } = result;
    const message = error?.message ?? null;
    return { model, materialization, status, rows, seconds, error: message, startedAt };
  });
  await connection.run(
    `insert into toast_meta.model_run
      (run_id, model, materialization, status, rows_affected, seconds, error, started_at)
    select $runId, run.model, run.materialization, run.status, run.rows, run.seconds, run.error,
      to_timestamp(run.startedAt / 1000)
    from (select unnest(from_json($entries::json, '[{
      "model": "VARCHAR", "materialization": "VARCHAR", "status": "VARCHAR", "rows": "BIGINT",
      "seconds": "DOUBLE", "error": "VARCHAR", "startedAt": "DOUBLE"
    }]')) as run)`,
    { runId, entries: JSON.stringify(entries) },
  );
}

import type { Connection } from '../warehouse/connection.js';
import type { ModelRunResult } from './run-event.js';

/** Writes how a model ended to `toast_meta.model_run`. `startedAt` is in epoch milliseconds. */
export async function recordModelRun(
  connection: Connection,
  runId: string,
  startedAt: number,
  { model, materialization, status, rows, seconds, error }: ModelRunResult,
): Promise<void> {
  await connection.run(
    `insert into toast_meta.model_run
      (run_id, model, materialization, status, rows_affected, seconds, error, started_at)
    values ($run, $model, $materialization, $status, $rows::bigint, $seconds::double, $error,
      to_timestamp($startedAt::double / 1000))`,
    {
      run: runId,
      model,
      materialization,
      status,
      rows,
      seconds,
      error: error?.message ?? null,
      startedAt,
    },
  );
}

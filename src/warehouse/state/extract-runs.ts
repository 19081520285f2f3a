import type { Connection, Row } from '../engine/connection.js';

/** Records that an extraction has started; `startedAt` in epoch ms. */
export async function startExtractRun(
  connection: Connection,
  run: { runId: string; startedAt: number },
): Promise<void> {
  await connection.run(
    `insert into toast_meta.extract_run by name
    select $run as run_id, 'running' as status,
      make_timestamptz($started::bigint * 1000) as started_at`,
    { run: run.runId, started: run.startedAt },
  );
}

/** Records how an extraction ended; `finishedAt` in epoch ms. */
export async function finishExtractRun(
  connection: Connection,
  run: { runId: string; status: string; finishedAt: number },
): Promise<void> {
  await connection.run(
    `update toast_meta.extract_run
    set status = $status, finished_at = make_timestamptz($finished::bigint * 1000)
    where run_id = $run`,
    { run: run.runId, status: run.status, finished: run.finishedAt },
  );
}

/** Times are ISO 8601 in UTC. */
export interface LastRun extends Row {
  status: string;
  started_at: string;
  finished_at: string | null;
}

/** Loads the latest extraction, if there was one. */
export async function loadLastExtractRun(connection: Connection): Promise<LastRun | undefined> {
  const [run] = await connection.all<LastRun>(
    `select status, started_at, finished_at from toast_meta.extract_run
    order by started_at desc limit 1`,
  );
  return run;
}

/** Loads the id of the first extraction, which identifies the database wherever it is moved; if there was one. */
export async function loadFirstRunId(connection: Connection): Promise<string | undefined> {
  const [run] = await connection.all<{ run_id: string }>(
    `select run_id from toast_meta.extract_run order by started_at, run_id limit 1`,
  );
  return run?.run_id;
}

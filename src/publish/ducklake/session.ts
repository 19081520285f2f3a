import type { PublishSettings } from '../../config/publish.js';
import { openMemoryEngine } from '../../warehouse/engine/memory-engine.js';
import type { Connection } from '../../warehouse/engine/connection.js';
import { literal } from '../../warehouse/engine/sql.js';
import type { Lake } from '../lake/lake.js';
import { retryConflicts } from '../retry.js';
import type { PublishRequest } from '../publisher.js';
import type { TargetOf } from '../target.js';
import { attachDuckLake, lakeName, type AttachOptions } from './attach.js';
import { explainLakeError, isAttachConflict, isLakeConflict } from './explain.js';

export interface LakeSession extends Pick<PublishRequest, 'signal' | 'runtime' | 'waitMs'> {
  readonly target: TargetOf<'ducklake'>;
  readonly settings: Pick<PublishSettings, 's3' | 'extensionDirectory'>;
  readonly onEvent?: PublishRequest['onEvent'];
}

/**
 * Attaches a DuckLake to a session. A catalog in a file that another process has open, or that another one
 * creates at the same time, is waited for.
 * @throws the engine's errors, explained and without secrets.
 */
export async function attachInSession(
  connection: Connection,
  session: LakeSession,
  options: AttachOptions,
): Promise<void> {
  const { target, settings, signal, runtime, waitMs, onEvent } = session;
  const { label } = target.location.catalog;
  try {
    await retryConflicts(() => attachDuckLake(connection, target, settings, options), {
      ...{ waitMs, runtime, signal, isConflict: isAttachConflict },
      onConflict: () => onEvent?.({ type: 'waiting', reason: `Another process uses ${label}.` }),
    });
  } catch (error) {
    signal.throwIfAborted();
    throw explainLakeError(error, label, secretsOf(session));
  }
}

/**
 * Attaches a DuckLake to a session for as long as `work` runs.
 * @throws what `attachInSession` and `work` throw.
 */
export async function withDuckLake<T>(
  connection: Connection,
  session: LakeSession,
  options: AttachOptions,
  work: (lake: Lake) => Promise<T>,
): Promise<T> {
  await attachInSession(connection, session, options);
  try {
    return await work(duckLakeOf(connection, session));
  } finally {
    /* After an interruption no statement runs any more; the session ends anyway. */
    await connection.run(`detach ${lakeName}`).catch(() => undefined);
  }
}

/** Runs `work` with a DuckLake that is attached to an engine of its own, without a local database. */
export async function withDuckLakeAlone<T>(
  session: LakeSession,
  options: AttachOptions,
  work: (lake: Lake) => Promise<T>,
): Promise<T> {
  const engine = await openMemoryEngine(session.target.location.catalog.label, session.signal);
  try {
    return await withDuckLake(engine.connection, session, options, work);
  } finally {
    engine.close();
  }
}

/** Lists the secrets that no message may show. */
export function secretsOf({ target, settings: { s3 } }: LakeSession) {
  return [target.location.catalog.password, s3.secret, s3.sessionToken];
}

function duckLakeOf(connection: Connection, session: LakeSession): Lake {
  const { label } = session.target.location.catalog;
  return {
    connection,
    database: lakeName,
    label,
    isConflict: isLakeConflict,
    explain: (error) => explainLakeError(error, label, secretsOf(session)),
    partitionByMonth: (table) =>
      `alter table ${table} set partitioned by (year(business_date), month(business_date))`,
    async describe(message) {
      await connection.run(`call ${lakeName}.set_commit_message('toast', ${literal(message)})`);
    },
    async latestSnapshot() {
      const [found] = await connection.all<{ id: number }>(`from ${lakeName}.current_snapshot()`);
      return found === undefined ? undefined : String(Object.values(found)[0]);
    },
  };
}

import type { Secret } from '../../config/secret.js';
import { DatabaseError, type ToastError } from '../../errors.js';
import { explainDatabaseError } from '../../warehouse/engine/explain-error.js';
import { openMemoryEngine, type MemoryEngine } from '../../warehouse/engine/memory-engine.js';
import { literal } from '../../warehouse/engine/sql.js';
import { engineText, redact } from '../lake/redact.js';
import { lakeName } from './attach.js';
import { explainLakeError } from './explain.js';
import { attachInSession, secretsOf, type LakeSession } from './session.js';

/** A lake that is attached for reading and in use: names without a database are its own. */
export interface ReadableLake extends MemoryEngine {
  /** Where its files are. */
  readonly dataFolders: readonly string[];
}

/**
 * Opens a DuckLake for reading, as it is or was (`at`). The engine has loaded all that it needs, so that
 * nothing can be loaded afterwards. @throws what `attachInSession` throws.
 */
export async function openLakeForReading(
  session: LakeSession,
  at: string | undefined,
): Promise<ReadableLake> {
  const { label } = session.target.location.catalog;
  const secrets = secretsOf(session);
  const explain = (error: unknown) => explainQueryError(error, label, secrets);
  const engine = await openMemoryEngine(label, session.signal, explain);
  const { connection } = engine;
  try {
    await attachInSession(connection, session, { readOnly: true, at });
    const [found] = await connection.all<{ folder: string }>(
      `select tags['data_path'] as folder from duckdb_databases()
      where database_name = ${literal(lakeName)}`,
    );
    const folder = found?.folder ?? '';
    if (/^\w+:\/\//.test(folder)) await connection.run('install httpfs; load httpfs');
    await connection.run(`use ${lakeName}`);
    return { ...engine, dataFolders: [folder] };
  } catch (error) {
    engine.close();
    throw error;
  }
}

/** Explains why a query failed: because of what it says, or because of where the data is. */
export function explainQueryError(
  error: unknown,
  label: string,
  secrets: readonly (Secret | undefined)[],
): ToastError {
  if (/^(IO|HTTP) Error/.test(engineText(error))) return explainLakeError(error, label, secrets);
  const explained = explainDatabaseError(error, label);
  const message = redact(explained.message, secrets);
  return message === explained.message ? explained : new DatabaseError(message);
}

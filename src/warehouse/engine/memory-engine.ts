import type { ToastError } from '../../errors.js';
import { duckdb } from './binding.js';
import { Connection } from './connection.js';
import { explainDatabaseError } from './explain-error.js';

/** An engine without a database file, to attach others to. */
export interface MemoryEngine {
  /** A session in UTC. */
  readonly connection: Connection;
  close(): void;
}

/**
 * Starts an engine without a database file; statements fail when `signal` aborts. `label` is for messages,
 * which `explain` can make instead.
 */
export async function openMemoryEngine(
  label: string,
  signal?: AbortSignal,
  explain = (error: unknown): ToastError => explainDatabaseError(error, label),
): Promise<MemoryEngine> {
  signal?.throwIfAborted();
  const instance = await duckdb.DuckDBInstance.create(':memory:');
  const connection = new Connection(await instance.connect(), explain, signal);
  await connection.run(`set TimeZone = 'UTC'`);
  return {
    connection,
    close() {
      connection.close();
      instance.closeSync();
    },
  };
}

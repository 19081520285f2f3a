import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ToastError } from '../../errors.js';
import { duckdb } from './binding.js';
import { Connection } from './connection.js';
import { restrictNewFiles } from './database.js';
import { explainDatabaseError } from './explain-error.js';

/** An engine without a database file, to attach others to. */
export interface MemoryEngine {
  /** A session in UTC. */
  readonly connection: Connection;
  close(): void;
}

/* What it spills or writes is for its owner alone. */
const privateMode = 0o600;

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
  restrictNewFiles(privateMode);
  /* Otherwise it would be a folder of the working directory, which engines must not share. */
  const temp_directory = join(tmpdir(), `toast-${randomUUID()}`);
  const instance = await duckdb.DuckDBInstance.create(':memory:', { temp_directory });
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

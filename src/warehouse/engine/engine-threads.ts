import type { Connection } from './connection.js';
import { smallBytes } from './small-database.js';

export interface Work {
  /** Size of the database. */
  readonly bytes: number;
  /** How many statements run at a time, each in a session of its own. */
  readonly statements: number;
}

/**
 * Runs `work` with as many threads of the engine as leave each statement that runs at a time a core of its
 * own; with none but those of the statements if the database is small: handing parts of these to another
 * thread took half as long again as the work itself. A statement whose parts other threads still work on
 * waits for them without giving its core away, so a thread too many costs the others that core. The setting
 * is that of all sessions, and is restored.
 */
export async function withEngineThreads<T>(
  connection: Connection,
  { bytes, statements }: Work,
  work: () => Promise<T>,
): Promise<T> {
  const [before] = await connection.all<{ threads: number }>(
    `select current_setting('threads') as threads`,
  );
  const usual = before?.threads ?? 1;
  /* The engine counts one statement's own thread among its threads. */
  const threads = bytes < smallBytes ? 1 : Math.max(1, usual - statements + 1);
  if (threads === usual) return work();
  await connection.run(`set threads = ${threads}`);
  try {
    return await work();
  } finally {
    await connection.run(`set threads = ${usual}`);
  }
}

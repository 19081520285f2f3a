import type { Connection } from './connection.js';

/*
 * A full build below this size has a second or two of work in statements of a few milliseconds each, and
 * handing parts of them to another thread took half as long again as the work itself.
 */
const smallBytes = 16 * 2 ** 20;

/**
 * Runs `work` with one thread per statement if the database is small (`bytes`), otherwise with as many as
 * are set. Statements of several sessions still run side by side. The setting is that of all sessions, and
 * is restored.
 */
export async function withOneThreadIfSmall<T>(
  connection: Connection,
  bytes: number,
  work: () => Promise<T>,
): Promise<T> {
  if (bytes >= smallBytes) return work();
  const [before] = await connection.all<{ threads: number }>(
    `select current_setting('threads') as threads`,
  );
  await connection.run('set threads = 1');
  try {
    return await work();
  } finally {
    await connection.run(`set threads = ${before?.threads ?? 1}`);
  }
}

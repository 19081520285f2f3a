import type { Connection } from './connection.js';

/**
 * Size in bytes below which a database is small: a full build has a second or two of work in statements of
 * a few milliseconds each, and what serves large tables costs more than it gains.
 */
export const smallBytes = 16 * 2 ** 20;

/**
 * Chooses how the engine compresses what it writes from now on to a database of `bytes`. FSST, a compression
 * of text, looks for frequent symbols in each column: a tenth of a full build. It makes the tables of 20,000
 * orders a sixth smaller, but a small database hardly. The setting is that of all sessions.
 */
export async function chooseCompression(connection: Connection, bytes: number): Promise<void> {
  const disabled = bytes < smallBytes ? 'fsst' : '';
  await connection.run(`set global disabled_compression_methods = '${disabled}'`);
}

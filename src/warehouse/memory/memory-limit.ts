import type { Connection } from '../engine/connection.js';

/** A limit on the engine's memory for all sessions, with exceptions. */
export interface MemoryLimit {
  /** Whether it is lower than the usual one. */
  readonly isLower: boolean;
  /** Runs work that does not fit into the limit. The limit holds again when all such work has ended. */
  except<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * Runs `work` with the engine limited to `megabytes`, unless its limit is lower anyway. The engine keeps
 * what it has read of the file as long as there is room, and its usual limit is most of the machine; with a
 * lower one, it drops that first, and then moves tables, sorted and grouped rows that are not in use to the
 * disk. The usual limit is restored.
 */
export async function withMemoryLimit<T>(
  connection: Connection,
  megabytes: number,
  work: (limit: MemoryLimit) => Promise<T>,
): Promise<T> {
  const usual = await readLimit(connection);
  const isLower = megabytes < usual.megabytes;
  let exceptions = 0;
  const restore = async () => setLimit(connection, usual.text);
  const lower = async () => (isLower ? tryLimit(connection, megabytes) : restore());
  const except = async <R>(exception: () => Promise<R>) => {
    exceptions += 1;
    await restore();
    try {
      return await exception();
    } finally {
      exceptions -= 1;
      if (exceptions === 0) await lower();
    }
  };
  await lower();
  try {
    return await work({ isLower, except });
  } finally {
    await restore();
  }
}

/**
 * Frees the memory of what the engine has read and written and keeps in case it is needed again, except for
 * the latest `megabytes` and what is in use. The engine keeps all of it up to its limit, so the limit is
 * lowered for a moment; as a lasting limit, it would refuse large transactions. Call it between transactions.
 */
export async function trimCache(connection: Connection, megabytes: number): Promise<void> {
  const { text } = await readLimit(connection);
  await tryLimit(connection, megabytes);
  /* `reset memory_limit` would change the setting, but not the limit. */
  await setLimit(connection, text);
}

/* The engine refuses a limit below what is in use, and keeps the one it has. */
async function tryLimit(connection: Connection, megabytes: number): Promise<void> {
  await setLimit(connection, `${megabytes}MB`).catch(() => undefined);
}

async function setLimit(connection: Connection, limit: string): Promise<void> {
  await connection.run(`set memory_limit = '${limit}'`);
}

/** Tells whether a statement failed because the engine had no memory left within its limit. */
export function isOutOfMemory(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return /Out of Memory Error/.test(error.message) || isOutOfMemory(error.cause);
}

const unitBytes: Record<string, number> = {
  ...{ KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40 },
};

/*
 * The engine gives its limit as text, rounded down to a tenth: `18.8 GiB`. The text that is returned is in
 * the middle of that tenth, so that the limit does not become lower each time it is restored.
 */
async function readLimit(connection: Connection): Promise<{ text: string; megabytes: number }> {
  const { rows } = await connection.query("select current_setting('memory_limit')");
  const [number = '', unit = ''] = String(rows[0]?.[0]).split(' ');
  const text = `${Number(number) + 0.05} ${unit}`;
  return { text, megabytes: (Number(number) * (unitBytes[unit] ?? 1)) / 1e6 };
}

import type { Parameters } from '../warehouse/engine/connection.js';
import type { Plain } from '../warehouse/engine/values.js';
import { ReadOnlySession } from '../warehouse/query/read-only-session.js';
import { withWarehouse, type Warehouse } from '../warehouse/warehouse.js';
import { DatabaseError } from '../errors.js';

/** Limits what one question can take. */
export interface Limits {
  readonly rows: number;
  /** Aborting it interrupts the query. */
  readonly signal: AbortSignal;
}

/** Holds the first rows of a result; `isCut` tells whether there are more. */
export interface Answer {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly Plain[])[];
  readonly isCut: boolean;
}

export type Ask = (sql: string, parameters: Parameters, limits: Limits) => Promise<Answer>;

/**
 * Returns a function that runs one read-only query on the file that `open` opens. It is open only during the
 * query, so that no run is kept out of it in between. Queries read no other file and no network.
 * @throws what `open` and `ReadOnlySession.stream` throw; DatabaseError when the query was
 *   interrupted.
 */
export function askFile(open: () => Promise<Warehouse>): Ask {
  return async (sql, parameters, limits) => {
    try {
      return await withWarehouse(open(), (warehouse) => answer(warehouse, sql, parameters, limits));
    } catch (error) {
      if (!limits.signal.aborted) throw error;
      throw new DatabaseError('The query took too long and was stopped.', {
        suggestion: 'Ask for fewer days or restaurants, or read a daily table such as sales_daily.',
        cause: error,
      });
    }
  };
}

async function answer(
  warehouse: Warehouse,
  sql: string,
  parameters: Parameters,
  { rows: maxRows, signal }: Limits,
): Promise<Answer> {
  const session = await ReadOnlySession.open(warehouse, { signal });
  try {
    const { columns, chunks } = await session.stream(sql, parameters);
    const rows: Plain[][] = [];
    for await (const chunk of chunks) {
      rows.push(...chunk);
      if (rows.length > maxRows) break;
    }
    return { columns, rows: rows.slice(0, maxRows), isCut: rows.length > maxRows };
  } finally {
    session.close();
  }
}

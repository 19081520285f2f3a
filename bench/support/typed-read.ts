import { rm, stat } from 'node:fs/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { identifier, literal } from '../../src/warehouse/engine/sql.js';
import { reading } from './database.js';

export interface Timed {
  readonly seconds: number;
  readonly cpuSeconds: number;
}

/** Writes the orders of a database to a file, one per line, and returns its size in bytes. */
export async function exportOrders(database: string, file: string): Promise<number> {
  /* Without quotes, and with a delimiter that no JSON contains, each line is written unchanged. */
  await reading(database, (connection) =>
    connection.run(
      `copy (select payload::varchar from raw_toast.orders) to ${literal(file)}
      (format csv, header false, quote '', escape '', delimiter '\x01')`,
    ),
  );
  return (await stat(file)).size;
}

/** Measures the minimum for reading orders with types: DuckDB's JSON reader with given types. */
export class TypedRead {
  readonly #source: string;

  private constructor(file: string, columns: string) {
    this.#source = `read_json(${literal(file)}, format = 'newline_delimited', columns = ${columns})`;
  }

  /** Of a file with an order per line, whose types the engine infers from its first 20,480 lines. */
  static async of(file: string): Promise<TypedRead> {
    const instance = await DuckDBInstance.create();
    const connection = await instance.connect();
    try {
      const inferred = await connection.runAndReadAll(
        `describe from read_json(
          ${literal(file)}, format = 'newline_delimited', map_inference_threshold = -1
        )`,
      );
      const columns = inferred
        .getRowObjectsJS()
        .map(
          (row) => `${identifier(String(row.column_name))}: ${literal(String(row.column_type))}`,
        );
      return new TypedRead(file, `{${columns.join(', ')}}`);
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
  }

  /** Reads all columns to an aggregate. */
  async aggregate(): Promise<Timed> {
    return timed(':memory:', `select count(columns(*)) from ${this.#source}`);
  }

  /** Reads all columns into a table of a new database file, which is removed. */
  async createTable(database: string): Promise<Timed> {
    const result = await timed(database, `create table orders as from ${this.#source}; checkpoint`);
    await rm(database);
    return result;
  }
}

async function timed(database: string, sql: string): Promise<Timed> {
  const instance = await DuckDBInstance.create(database, {
    storage_compatibility_version: 'v1.2.0',
  });
  const connection = await instance.connect();
  try {
    const [startedAt, before] = [performance.now(), process.cpuUsage()];
    await connection.run(sql);
    const { user, system } = process.cpuUsage(before);
    return {
      seconds: (performance.now() - startedAt) / 1000,
      cpuSeconds: (user + system) / 1e6,
    };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

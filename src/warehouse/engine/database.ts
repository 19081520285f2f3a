import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { DuckDBInstance } from '@duckdb/node-api';
import { duckdb } from './binding.js';
import { Connection } from './connection.js';
import { explainDatabaseError } from './explain-error.js';
import { spillFolder } from './spill-folder.js';
import { literal } from './sql.js';
import { transientDatabase } from './transient.js';

export interface DatabaseOptions {
  /** Shares the file with other readers; otherwise takes its lock and creates it if it is missing. */
  readonly readOnly: boolean;
  /** Permissions of the files that the engine creates, such as 0o600; only the owner's folders open. */
  readonly fileMode: number;
  /** Rows that the engine writes, compresses and reads together. */
  readonly rowGroupSize: number;
  /** Block size of a new file in bytes; an existing file keeps the one it was created with. */
  readonly blockSize: number;
}

/*
 * At a checkpoint the engine merges small row groups into larger ones. With payloads this takes as
 * long as loading them and up to 200 MB, so storage/compact.ts moves rows out of sparse groups instead.
 */
const settings = { max_vacuum_tasks: '0' };

/*
 * The engine names an attached database after its file. It then refuses `toast.orders` in a file
 * called toast.duckdb, because toast is both a catalog and a schema. So the file is attached under a
 * name that no schema has.
 */
const catalog = 'warehouse';

/** An open DuckDB file. DuckDB lets one process write a file or many read it: open late, close early. */
export class Database {
  private constructor(
    /** Absolute path of the file. */
    readonly path: string,
    private readonly instance: DuckDBInstance,
  ) {}

  /**
   * Opens the file at `path`, relative to the working directory.
   * @throws DatabaseError when it is locked by another process (which is named), not a DuckDB
   *   database, or not accessible.
   */
  static async open(path: string, options: DatabaseOptions): Promise<Database> {
    const absolute = resolve(path);
    restrictNewFiles(options.fileMode);
    try {
      const instance = await duckdb.DuckDBInstance.create(':memory:', {
        /* Lets the engine compress JSON with ZSTD: measured 302 MB of orders → 43 MB. */
        storage_compatibility_version: 'v1.2.0',
        temp_directory: await spillFolder(absolute, options.readOnly),
        ...settings,
      });
      await attach(instance, absolute, await attachOptions(absolute, options));
      return new Database(absolute, instance);
    } catch (error) {
      throw explainDatabaseError(error, absolute);
    }
  }

  /**
   * Opens a session in UTC, which the caller closes; its statements fail when `signal` aborts. Sessions of
   * one database run in parallel.
   */
  async connect(signal?: AbortSignal): Promise<Connection> {
    signal?.throwIfAborted();
    const native = await this.instance.connect();
    const explain = (error: unknown) => explainDatabaseError(error, this.path);
    const connection = new Connection(native, explain, signal);
    try {
      await connection.run(`use ${catalog}; set TimeZone = 'UTC'`);
    } catch (error) {
      connection.close();
      throw error;
    }
    return connection;
  }

  /** Runs `work` with a session of its own, whose statements fail when `signal` aborts. */
  async with<T>(work: (connection: Connection) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const connection = await this.connect(signal);
    try {
      return await work(connection);
    } finally {
      connection.close();
    }
  }

  /** Returns the size of the file in bytes. */
  async size(): Promise<number> {
    return (await stat(this.path)).size;
  }

  close(): void {
    this.instance.closeSync();
  }
}

/**
 * Lets files that the engine creates be as open as `fileMode`, and folders be the owner's. The engine creates
 * the .wal and temporary files whenever it needs them, with the permissions that the umask leaves. So the
 * umask of the process is set, and stays, instead of changing files afterwards, when others may already have
 * opened them.
 */
export function restrictNewFiles(fileMode: number): void {
  process.umask(0o077 & ~fileMode);
}

/** Tells whether a file exists. */
export function fileExists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/* Without a type, the engine takes x.csv or x.json for a table, and keeps the database in memory. */
async function attachOptions(path: string, options: DatabaseOptions): Promise<string> {
  if (options.readOnly) return '(type duckdb, read_only)';
  const rows = `type duckdb, row_group_size ${options.rowGroupSize}`;
  const isNew = !(await fileExists(path));
  return isNew ? `(${rows}, block_size ${options.blockSize})` : `(${rows})`;
}

/* The transient database holds what only this process needs: the staging tables of models. */
const attachTransient = `attach ':memory:' as ${transientDatabase}`;

async function attach(instance: DuckDBInstance, path: string, options: string): Promise<void> {
  const connection = await instance.connect();
  try {
    await connection.run(`attach ${literal(path)} as ${catalog} ${options}; ${attachTransient}`);
  } catch (error) {
    connection.closeSync();
    instance.closeSync();
    throw error;
  }
  connection.closeSync();
}

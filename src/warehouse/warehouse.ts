import { access, constants, rm, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { DatabaseError } from '../errors.js';
import { Connection } from './engine/connection.js';
import { explainDatabaseError } from './engine/explain-error.js';
import { createSchemas, isUnused } from './state/schema.js';
import { transientDatabase } from './engine/transient.js';
import { rowsPerGroup } from './storage/row-groups.js';
import { literal } from './engine/sql.js';
import { requireToastDatabase } from './state/status.js';

export interface OpenOptions {
  /**
   * `write` takes the file's lock, and creates the file when it is missing; `update` does the same
   * to a file that `write` has made; `read` shares the file with other readers.
   */
  mode: 'read' | 'update' | 'write';
  /**
   * For landing pages: one thread, which lands them faster than they come, and as little memory as
   * that takes.
   */
  lean?: boolean;
}

/*
 * At a checkpoint the engine puts small row groups together to larger ones. Of payloads that takes as
 * long as landing them and up to 200 MB, so rows are moved out of sparse groups instead (compact.ts).
 */
const settings = { max_vacuum_tasks: '0' };

/* Measured with 640 MB of orders: 0.3 GB resident with these. */
const leanSettings = {
  ...settings,
  threads: '1',
  write_buffer_row_group_count: '1',
  allocator_flush_threshold: '1MB',
  allocator_bulk_deallocation_flush_threshold: '1MB',
  allocator_background_threads: 'true',
};

/**
 * An open database file. DuckDB lets one process write or many read, so open late and close early.
 */
export class Warehouse {
  private constructor(
    /** Absolute path of the file. */
    readonly path: string,
    private readonly instance: DuckDBInstance,
    private readonly isNew: boolean,
  ) {}

  /**
   * Opens the file at `path` (relative to the working directory).
   * @throws DatabaseError when it is missing (but for mode `write`), locked by another process (its id is
   *   named), not a DuckDB database, for `update` one that holds nothing of Toast, or not accessible.
   */
  static async open(path: string, { mode, lean = false }: OpenOptions): Promise<Warehouse> {
    const absolute = resolve(path);
    if (mode !== 'write') await requireReadable(absolute);
    const isNew = mode === 'write' && !(await exists(absolute));
    try {
      const instance = await DuckDBInstance.create(':memory:', {
        /* Lets the engine compress JSON with ZSTD: measured 302 MB of orders → 43 MB. */
        storage_compatibility_version: 'v1.2.0',
        temp_directory: `${absolute}.tmp`,
        ...(lean ? leanSettings : settings),
      });
      await attach(instance, absolute, attachOptions(mode, lean, isNew));
      const warehouse = new Warehouse(absolute, instance, isNew);
      await warehouse.#prepare(mode);
      return warehouse;
    } catch (error) {
      throw explainDatabaseError(error, absolute);
    }
  }

  async #prepare(mode: OpenOptions['mode']): Promise<void> {
    try {
      if (mode === 'update') {
        await this.with((connection) => requireToastDatabase(connection, this.path));
      }
      if (mode !== 'read') await this.with(createSchemas);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** A new session in UTC; the caller closes it. Sessions of one warehouse run in parallel. */
  async connect(): Promise<Connection> {
    const native = await this.instance.connect();
    const connection = new Connection(native, (error) => explainDatabaseError(error, this.path));
    await connection.run(`use ${catalog}; set TimeZone = 'UTC'`);
    return connection;
  }

  /** Runs `work` with a session of its own. */
  async with<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = await this.connect();
    try {
      return await work(connection);
    } finally {
      connection.close();
    }
  }

  /** Size of the file in bytes. */
  async size(): Promise<number> {
    return (await stat(this.path)).size;
  }

  close(): void {
    this.instance.closeSync();
  }

  /**
   * Closes the file, and removes it if it was made by this `open` and nothing was kept in it since:
   * what ends before anything was read leaves no empty database behind.
   */
  async closeOrRemove(): Promise<void> {
    const unused = this.isNew && (await this.with(isUnused).catch(() => false));
    this.close();
    if (unused) await rm(this.path, { force: true });
  }
}

/* For what only a run itself needs: the staging tables of models (`database: transient`). */
const attachTransient = `attach ':memory:' as ${transientDatabase}`;

/*
 * The engine calls a database that it opens by the name of its file. It then refuses `toast.orders`
 * in a file named toast.duckdb, since toast is both a catalog and a schema. So the file is attached
 * under a name that is none of its schemas.
 */
const catalog = 'warehouse';

/*
 * A row group of payloads is written when it is full, and held in memory until then; the engine's
 * usual 122,880 rows of 10 kB would be more than a gigabyte. Models read raw tables with as many
 * threads as there are row groups of the size given here, and are written in such.
 */
function attachOptions(mode: OpenOptions['mode'], lean: boolean, isNew: boolean): string {
  if (mode === 'read') return ' (read_only)';
  const rows = `row_group_size ${rowsPerGroup[lean ? 'raw' : 'modelled']}`;
  return isNew ? ` (${rows}, block_size ${blockSize})` : ` (${rows})`;
}

/*
 * A file keeps the block size that it is made with. Small tables and the few rows that a run adds to
 * a table take a block each, and a quarter of the engine's usual 256 KiB is enough for them: a file
 * with all tables is a fifth smaller, and no slower.
 */
const blockSize = 65_536;

async function attach(instance: DuckDBInstance, path: string, options: string) {
  const connection = await instance.connect();
  try {
    await connection.run(`attach ${literal(path)} as ${catalog}${options}; ${attachTransient}`);
  } catch (error) {
    connection.closeSync();
    instance.closeSync();
    throw error;
  }
  connection.closeSync();
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function requireReadable(path: string): Promise<void> {
  try {
    await access(path, constants.R_OK);
  } catch (cause) {
    throw new DatabaseError(`There is no readable database at ${path}.`, {
      suggestion: 'Run `toast extract` first, or name the file with --database.',
      cause,
    });
  }
}

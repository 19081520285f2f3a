import { access, constants, rm } from 'node:fs/promises';
import { DatabaseError } from '../errors.js';
import { resolveDatabasePath } from './database-path.js';
import type { Connection } from './engine/connection.js';
import { Database, fileExists } from './engine/database.js';
import { assertToastDatabase } from './state/assert-database.js';
import { permissionWarnings, privateMode, setFileMode } from './file-permissions.js';
import { nameWarnings } from './name-warning.js';
import { OutsideChanges } from './outside-changes.js';
import { createSchemas, isUnused } from './state/schema.js';
import { rowsPerGroup } from './storage/row-groups.js';

export interface OpenOptions {
  /**
   * `write` takes the file's lock, and creates the file if it is missing; `update` does the same to
   * a file that `write` created; `read` shares the file with other readers.
   */
  mode: 'read' | 'update' | 'write';
  /**
   * What is written most: payloads (`raw`), or tables of models, which is the default. It decides how many
   * rows the engine writes together, as long as the file is open. `raw if new` is for a run that also builds
   * models: the first load of a new file is nearly all payloads.
   */
  rowGroups?: RowGroups | 'raw if new' | undefined;
  /** Permissions of the file; without it, a new file is private and an existing one keeps its own. */
  fileMode?: number | undefined;
}

/** What row groups are made for. */
export type RowGroups = keyof typeof rowsPerGroup;

/**
 * Size of the blocks of a file in bytes. Small tables, and the few rows that a run adds to a table, take a
 * block each, and a quarter of the engine's usual 256 KiB is enough for them: a file with all tables is a
 * fifth smaller, and no slower.
 */
export const blockSize = 65_536;

/** The database file that holds a restaurant group's data from Toast. */
export class Warehouse {
  private constructor(
    private readonly database: Database,
    /** What the file was opened to write. */
    readonly rowGroups: RowGroups,
    private readonly isNew: boolean,
    private readonly fileMode: number,
    /** Undefined for a file that is new, or opened for reading. */
    private readonly changes: OutsideChanges | undefined,
  ) {}

  /**
   * Opens the file at `path`, relative to the working directory, and creates the toolkit's schemas
   * unless it is opened for reading.
   * @throws DatabaseError when `path` is not that of a file, or when the file is missing (except in
   *   mode `write`), locked by another process (which is named), not a DuckDB database, without data
   *   from Toast (in mode `update`), or not accessible.
   */
  static async open(
    path: string,
    { mode, rowGroups = 'modelled', fileMode }: OpenOptions,
  ): Promise<Warehouse> {
    const absolute = await resolveDatabasePath(path);
    if (mode !== 'write') await assertReadable(absolute);
    const isNew = mode === 'write' && !(await fileExists(absolute));
    const groups = rowGroups === 'raw if new' ? (isNew ? 'raw' : 'modelled') : rowGroups;
    const changes = mode === 'read' ? undefined : OutsideChanges.watch(absolute);
    let database: Database | undefined;
    try {
      database = await Database.open(absolute, {
        readOnly: mode === 'read',
        fileMode: mode === 'read' ? privateMode : (fileMode ?? privateMode),
        /*
         * The engine keeps a row group in memory until it is full; its usual 122,880 rows of 10 kB
         * would be more than a gigabyte. Models read raw tables with one thread for each row group.
         */
        rowGroupSize: rowsPerGroup[groups],
        blockSize,
      });
      if (mode === 'update') await database.with((open) => assertToastDatabase(open, absolute));
      if (mode !== 'read') {
        await database.with(createSchemas);
        if (changes !== undefined) await database.with((open) => changes.forgetPassedTests(open));
        if (fileMode !== undefined) await setFileMode(absolute, fileMode);
      }
    } catch (error) {
      database?.close();
      changes?.close();
      throw error;
    }
    return new Warehouse(database, groups, isNew, fileMode ?? privateMode, changes);
  }

  /** Absolute path of the file. */
  get path(): string {
    return this.database.path;
  }

  /**
   * Opens a session in UTC, which the caller closes; its statements fail when `signal` aborts. Sessions of
   * one warehouse run in parallel.
   */
  connect(signal?: AbortSignal): Promise<Connection> {
    return this.database.connect(signal);
  }

  /** Runs `work` with a session of its own, whose statements fail when `signal` aborts. */
  with<T>(work: (connection: Connection) => Promise<T>, signal?: AbortSignal): Promise<T> {
    return this.database.with(work, signal);
  }

  /** Returns the size of the file in bytes. */
  size(): Promise<number> {
    return this.database.size();
  }

  /** Returns warnings about the name of the file, and about who can read it and what is beside it. */
  async warnings(): Promise<string[]> {
    return [...nameWarnings(this.path), ...(await permissionWarnings(this.path, this.fileMode))];
  }

  /** Closes the file. If it was changed, the next `open` takes that for a change by another program. */
  close(): void {
    this.database.close();
    this.changes?.close();
  }

  /**
   * Closes the file, and removes it if this `open` created it and nothing was stored in it since: a
   * command that ends before it has read anything leaves no empty database behind.
   */
  async closeOrRemove(): Promise<void> {
    const unused = this.isNew && (await this.with(isUnused).catch(() => false));
    const { changes } = this;
    /* A file that cannot be written any more has to be closed all the same. */
    if (changes !== undefined) {
      await this.with((connection) => changes.recordClose(connection)).catch(() => undefined);
    }
    this.close();
    if (unused) await rm(this.path, { force: true });
  }
}

/** Runs `work` with a database that is opened for it, and closes it, or removes it if it was left empty. */
export async function withWarehouse<T>(
  opening: Promise<Warehouse>,
  work: (warehouse: Warehouse) => Promise<T>,
): Promise<T> {
  const warehouse = await opening;
  try {
    return await work(warehouse);
  } finally {
    await warehouse.closeOrRemove();
  }
}

async function assertReadable(path: string): Promise<void> {
  try {
    await access(path, constants.R_OK);
  } catch (cause) {
    throw new DatabaseError(`There is no readable database at ${path}.`, {
      suggestion: 'Run `toast run` first, or name the file with --database.',
      cause,
    });
  }
}

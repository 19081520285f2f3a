import type { Project } from '../../transform/project/model.js';
import { loadQueryReads } from '../../transform/stamps/query-reads.js';
import { loadStamps } from '../../transform/stamps/stamps.js';
import type { Connection } from '../../warehouse/engine/connection.js';
import type { Warehouse } from '../../warehouse/warehouse.js';
import { labelOf, type PublishedTable } from '../plan/published-table.js';
import type { SourceRelation } from '../plan/relation.js';
import { publishedRows, relationOf, tableFingerprint, type Fingerprint } from './fingerprint.js';
import { loadRelations } from './relations.js';
import { definitionOf } from './definition.js';

export interface SourceOptions {
  /** Open for reading; the caller closes it. */
  readonly warehouse: Pick<Warehouse, 'path' | 'connect'>;
  readonly project: Project;
  /** Aborting it stops the statement that is running. */
  readonly signal?: AbortSignal | undefined;
}

/** The local database, from which is published. */
export class Source {
  private constructor(
    /** Absolute path of the database. */
    readonly path: string,
    /**
     * A session of the database, in which names without a database are its own. Publishers attach their
     * target here, under a name that no schema has, such as `target`.
     */
    readonly connection: Connection,
    /** The tables and views in the schemas that are published. */
    readonly relations: readonly SourceRelation[],
    private readonly stamps: ReadonlyMap<string, string>,
    /**
     * Opens another session of the database and of what is attached, which the caller closes. Without a
     * signal, it also works after an interruption, to clean up.
     */
    readonly connect: (signal?: AbortSignal) => Promise<Connection>,
  ) {}

  /** Opens a session and reads the catalog. Close the source after use. */
  static async open({ warehouse, project, signal }: SourceOptions): Promise<Source> {
    const connection = await warehouse.connect(signal);
    try {
      const relations = await loadRelations(connection, project);
      const labels = relations.map(({ schema, name }) => `${schema}.${name}`);
      const readsOf = await loadQueryReads(connection);
      const stamps = await loadStamps(connection, project, labels, readsOf);
      const connect = (own?: AbortSignal) => warehouse.connect(own);
      return new Source(warehouse.path, connection, relations, stamps, connect);
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  close(): void {
    this.connection.close();
  }

  /**
   * Returns a digest of what is published of a table that differs when its rows may do so; undefined if
   * they have to be read to know.
   */
  stampOf(table: PublishedTable): string | undefined {
    const stamp = this.stamps.get(labelOf(table));
    return stamp === undefined ? undefined : definitionOf(table, stamp);
  }

  /** Counts the rows of a table. */
  async count(table: PublishedTable): Promise<number> {
    const [row] = await this.connection.all<{ rows: number }>(
      `select count(*) as "rows" from ${relationOf(table)}`,
    );
    return row?.rows ?? 0;
  }

  /** Counts and hashes what is published of a table; reads all of it. */
  fingerprint(table: PublishedTable): Promise<Fingerprint> {
    return this.fingerprintOf(table, `(${publishedRows(table)})`);
  }

  /** Counts and hashes the same table in a target that is attached as `database`. */
  fingerprintIn(database: string, table: PublishedTable): Promise<Fingerprint> {
    return this.fingerprintOf(table, relationOf(table, database));
  }

  private async fingerprintOf(table: PublishedTable, from: string): Promise<Fingerprint> {
    const [row] = await this.connection.all<{ rows: number; hash: string }>(
      tableFingerprint(table, from),
    );
    return { rows: row?.rows ?? 0, hash: row?.hash ?? '0' };
  }

  /** Returns the id of the extraction that ended last; undefined if none did. */
  async lastRun(): Promise<string | undefined> {
    const [run] = await this.connection.all<{ run_id: string }>(
      `select run_id from toast_meta.extract_run order by started_at desc limit 1`,
    );
    return run?.run_id;
  }
}

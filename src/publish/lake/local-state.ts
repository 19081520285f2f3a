import type { Connection } from '../../warehouse/engine/connection.js';
import { literal } from '../../warehouse/engine/sql.js';
import { definitionOf } from '../source/definition.js';
import { dayFingerprints, publishedRows, type Fingerprint } from '../source/fingerprint.js';
import type { Source } from '../source/source.js';
import type { LakeTable } from './shape.js';

/** Has a row per table by day, restaurant and business date that was read: `label`, its `rows` and `hash`. */
export const localDays = 'temp.main.publish_local_day';

const restaurants = 'temp.main.publish_local_restaurant';

/** Reads what would be published of the local database, each table at most once. */
export class LocalState {
  readonly #read = new Map<string, Fingerprint>();

  private constructor(
    private readonly source: Source,
    private readonly connection: Connection,
  ) {}

  static async open(source: Source): Promise<LocalState> {
    const { connection } = source;
    await connection.run(`
      create or replace temp table publish_local_day
        (label varchar, restaurant_id varchar, business_date date, "rows" bigint, hash varchar);
      create or replace temp table publish_local_restaurant (restaurant_id varchar)`);
    return new LocalState(source, connection);
  }

  /** Returns a digest of the definition of a table. */
  definitionOf(table: LakeTable): string {
    return definitionOf(table);
  }

  /** Returns what tells without reading the table that it is as it was; undefined if nothing does. */
  stampOf(table: LakeTable): string | undefined {
    return this.source.stampOf(table);
  }

  /**
   * Counts and hashes a table, by day in `localDays` if it is one. Call it outside of a transaction: what a
   * transaction read would be lost when it is rolled back.
   */
  async read(table: LakeTable): Promise<void> {
    if (this.#read.has(table.label)) return;
    const read = table.shape === 'day' ? await this.#readDays(table) : await this.#readTable(table);
    this.#read.set(table.label, read);
  }

  /** Returns the count and hash of a table; undefined if it was not read. */
  fingerprintOf({ label }: LakeTable): Fingerprint | undefined {
    return this.#read.get(label);
  }

  async #readDays(table: LakeTable): Promise<Fingerprint> {
    const label = literal(table.label);
    await this.connection.run(
      `insert into ${localDays} select ${label}, days.*
      from (${dayFingerprints(table, `(${publishedRows(table)})`)}) as days`,
    );
    await this.connection.run(
      `insert into ${restaurants} select distinct restaurant_id from ${localDays} where label = ${label}`,
    );
    const [total] = await this.connection.all<{ rows: number; hash: string }>(
      `select coalesce(sum("rows"), 0)::bigint as "rows",
        coalesce(sum(hash::hugeint), 0)::varchar as hash
      from ${localDays} where label = ${label}`,
    );
    return { rows: total?.rows ?? 0, hash: total?.hash ?? '0' };
  }

  async #readTable(table: LakeTable): Promise<Fingerprint> {
    if (table.shape === 'restaurant') {
      await this.connection.run(
        `insert into ${restaurants} select distinct restaurant_id from (${publishedRows(table)})`,
      );
    }
    return this.source.fingerprint(table);
  }

  /** Lists the restaurants in the tables that were read. */
  async restaurants(): Promise<string[]> {
    const rows = await this.connection.all<{ restaurant_id: string }>(
      `select distinct restaurant_id from ${restaurants} where restaurant_id is not null order by all`,
    );
    return rows.map(({ restaurant_id }) => restaurant_id);
  }
}

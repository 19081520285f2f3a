import type { ToastError } from '../../errors.js';
import type { Connection } from '../../warehouse/engine/connection.js';
import { identifier } from '../../warehouse/engine/sql.js';
import type { PublishedTable } from '../plan/published-table.js';

/** The schema of a lake that says what was published, and by whom. */
export const stateSchema = 'toast_publish';

/** A lake that is attached to a session: a catalog with transactions that several publishers share. */
export interface Lake {
  readonly connection: Connection;
  /** The name under which it is attached beside the local database. */
  readonly database: string;
  /** What it is called in messages. */
  readonly label: string;
  /** Tells if a statement failed because of what another publisher committed meanwhile. */
  isConflict(error: unknown): boolean;
  /** Converts an error into one that says what happened and what to do, without secrets. */
  explain(error: unknown): ToastError;
  /** Returns what splits a new table by day into parts that can be read alone; undefined where nothing has to. */
  partitionByMonth(table: string): string | undefined;
  /** Describes the snapshot that the transaction makes. */
  describe(message: string): Promise<void>;
  /** Returns the name of the latest snapshot; undefined where there are none. */
  latestSnapshot(): Promise<string | undefined>;
}

/** Returns the quoted name of a published table in the lake. */
export function inLake(
  { database }: Lake,
  { schema, name }: Pick<PublishedTable, 'schema' | 'name'>,
): string {
  return [database, schema, name].map(identifier).join('.');
}

/** Returns the quoted name of a table of the state schema in the lake. */
export function stateTable({ database }: Lake, name: string): string {
  return [database, stateSchema, name].map(identifier).join('.');
}

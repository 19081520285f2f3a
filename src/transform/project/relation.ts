import type { transientDatabase } from '../../warehouse/engine/transient.js';
import { identifier } from '../../warehouse/engine/sql.js';

/**
 * A table or view, named with its schema. That of the file is not named with its catalog, which
 * DuckDB takes from the name of the file: views must outlive a renamed file. Templates see it as
 * `this` and print it.
 */
export class Relation {
  readonly identifier: string;
  readonly table: string;

  constructor(
    readonly schema: string,
    readonly name: string,
    /** The attached database that it is in; that of the file when left out. */
    readonly database?: typeof transientDatabase,
  ) {
    this.identifier = name;
    this.table = name;
  }

  /** Quoted, for use in SQL: `"toast"."orders"`, `"transient"."toast_staging"."stg_order"`. */
  toString(): string {
    return `${this.quotedSchema}.${identifier(this.name)}`;
  }

  /** Its schema, quoted, with the database where that has to be named. */
  get quotedSchema(): string {
    const { database, schema } = this;
    return database === undefined
      ? identifier(schema)
      : `${identifier(database)}.${identifier(schema)}`;
  }

  /** For people: `toast.orders`. */
  get label(): string {
    return `${this.schema}.${this.name}`;
  }
}

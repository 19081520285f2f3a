import { identifier } from '../../warehouse/engine/sql.js';
import { TemplateObject } from '../jinja/values.js';
import type { transientDatabase } from '../../warehouse/engine/transient.js';

export type RelationType = 'table' | 'view';

/**
 * Names a table or view with its schema. A relation of the file is not qualified with its catalog,
 * which DuckDB takes from the name of the file, so that views survive a renamed file. Templates get
 * it from `ref`, `source` and `this` and print it.
 */
export class Relation extends TemplateObject {
  /* dbt's names for it. */
  readonly identifier: string;
  readonly table: string;

  constructor(
    readonly schema: string,
    readonly name: string,
    /** The attached database that it is in; undefined for the file. */
    readonly database?: typeof transientDatabase,
  ) {
    super();
    this.identifier = name;
    this.table = name;
  }

  /** Returns the quoted name for SQL: `"toast"."orders"`, `"transient"."toast_staging"."stg_order"`. */
  toString(): string {
    return `${this.quotedSchema}.${identifier(this.name)}`;
  }

  /** The quoted schema, with its database if that is not the file. */
  get quotedSchema(): string {
    const { database, schema } = this;
    return database === undefined
      ? identifier(schema)
      : `${identifier(database)}.${identifier(schema)}`;
  }

  /** The name for messages, and the key of relations in maps: `toast.orders`. */
  get label(): string {
    return `${this.schema}.${this.name}`;
  }
}

import { identifier } from '../warehouse/sql.js';

/**
 * A table or view, named with its schema but never with its catalog, which DuckDB takes from the
 * name of the file: views must outlive a renamed file. Templates see it as `this` and print it.
 */
export class Relation {
  readonly identifier: string;
  readonly table: string;

  constructor(
    readonly schema: string,
    readonly name: string,
  ) {
    this.identifier = name;
    this.table = name;
  }

  /** Quoted, for use in SQL: `"toast"."orders"`. */
  toString(): string {
    return `${identifier(this.schema)}.${identifier(this.name)}`;
  }

  /** For people: `toast.orders`. */
  get label(): string {
    return `${this.schema}.${this.name}`;
  }
}

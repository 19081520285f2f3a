/** A column that is published. */
export interface PublishedColumn {
  readonly name: string;
  /** DuckDB's name of the type, such as `DECIMAL(18,4)`. */
  readonly type: string;
  readonly description?: string | undefined;
  /** SQL over the source relation's columns, quoted: the column, or null in place of it. */
  readonly expression: string;
}

/** A table or view of the database that is published as a table. */
export interface PublishedTable {
  readonly schema: string;
  readonly name: string;
  readonly description?: string | undefined;
  readonly columns: readonly PublishedColumn[];
  /** Whether rows belong to a restaurant's business day: columns restaurant_id and business_date. */
  readonly isByDay: boolean;
}

/** Returns the name of a table for messages and as a key: `toast.orders`. */
export function labelOf({ schema, name }: Pick<PublishedTable, 'schema' | 'name'>): string {
  return `${schema}.${name}`;
}

import { hash } from '../../../hash.js';
import type { PublishedTable } from '../../plan/published-table.js';
import type { ManifestColumn } from '../manifest/manifest.js';
import { portableType } from './portable-type.js';

/** Returns a table whose columns have types that other engines read from Parquet. */
export function portableTable(table: PublishedTable): PublishedTable {
  const columns = table.columns.map((column) => {
    const type = portableType(column.type);
    if (type === column.type) return column;
    return { ...column, type, expression: `cast(${column.expression} as ${type})` };
  });
  return { ...table, columns };
}

/** Describes the columns of a portable table. */
export function manifestColumns({ columns }: PublishedTable): ManifestColumn[] {
  return columns.map(({ name, type, description, expression }) => ({
    ...{ name, type, description },
    definition: digest([type, expression]),
  }));
}

/** Returns a short text that differs when values that JSON can represent do. */
export function digest(values: unknown): string {
  return hash(JSON.stringify(values)).slice(0, 22);
}

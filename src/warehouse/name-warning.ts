import { basename } from 'node:path';

/* The schemas of the file, that of staging tables in dbt, and the database attached for those tables. */
const namesInside = [
  'toast',
  'toast_marts',
  'toast_intermediate',
  'toast_history',
  'toast_meta',
  'toast_staging',
  'raw_toast',
  'raw_toast_history',
  'transient',
];

/**
 * Returns a warning if the file at `path` has a name that is also used inside the database. DuckDB names
 * a database after its file, up to the first dot, and then refuses `toast.orders` in a file
 * `toast.duckdb`. Only this tool attaches the file under another name (engine/database.ts).
 */
export function nameWarnings(path: string): string[] {
  const [name = ''] = basename(path).toLowerCase().split('.');
  if (!namesInside.includes(name)) return [];
  return [
    `${path} has a name that is also used inside the database. DuckDB names a database after its file, so other tools report an ambiguous reference to "${name}". Rename the file, for example to warehouse.duckdb. Any name is fine that is not, up to the first dot, one of ${namesInside.join(', ')}.`,
  ];
}

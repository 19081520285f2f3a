import { resolve } from 'node:path';
import { writePrivateFile } from '../config/private-file.js';
import { assertReplaceable } from '../report/files/own-files.js';
import { makePage } from '../report/make/make-page.js';
import type { Warehouse } from '../warehouse/warehouse.js';

/**
 * Returns the path of the report of a demo, beside its database: `toast-demo-report.html`.
 * @throws UsageError if another file is there.
 */
export async function demoReportPath(database: string): Promise<string> {
  const path = `${resolve(database).replace(/\.duckdb$/, '')}-report.html`;
  await assertReplaceable(path, 'report', 'Move it away, or name another database.');
  return path;
}

/**
 * Writes the report of a business date. Only its owner can read the file.
 * @throws what `makePage` throws, and what the file system throws.
 */
export async function writeDemoReport(
  warehouse: Warehouse,
  path: string,
  request: { readonly businessDate: string; readonly madeAt: Date },
  signal: AbortSignal,
): Promise<void> {
  const { page } = await warehouse.with((connection) => makePage(connection, request), signal);
  await writePrivateFile(path, page);
}

import type { Configuration } from '../config/configuration.js';
import { NothingToReportError } from '../errors.js';
import { writeToFolder, type WrittenReport } from '../report/files/report-folder.js';
import { makePage } from '../report/make/make-page.js';
import type { Runtime } from '../runtime.js';
import { withWarehouse, type Warehouse } from '../warehouse/warehouse.js';

export interface ReportStepOptions {
  readonly configuration: Configuration;
  readonly runtime: Runtime;
  readonly signal: AbortSignal;
  readonly open: (options: { readonly mode: 'read' }) => Promise<Warehouse>;
}

/**
 * Writes the report of the last complete business date into the folder of the configuration. Returns what
 * was written, or why there is nothing to report yet; undefined if no report is configured.
 */
export async function runReport({
  configuration: { report: settings },
  runtime,
  signal,
  open,
}: ReportStepOptions): Promise<WrittenReport | { readonly reason: string } | undefined> {
  if (settings === undefined) return undefined;
  const request = { restaurants: settings.restaurants, madeAt: new Date(runtime.now()) };
  try {
    const { report, page } = await withWarehouse(open({ mode: 'read' }), (warehouse) =>
      warehouse.with((connection) => makePage(connection, request), signal),
    );
    return await writeToFolder(settings, report.businessDate, page);
  } catch (error) {
    if (!(error instanceof NothingToReportError)) throw error;
    return { reason: error.message };
  }
}

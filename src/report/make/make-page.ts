import type { Connection } from '../../warehouse/engine/connection.js';
import type { Report } from '../document/report.js';
import { readReport, type ReportRequest } from '../read/read-report.js';

/**
 * Reads the report of a business date and renders its page. Its charts take about as long as its numbers, so they
 * are drawn while the engine works.
 * @throws what `readReport` throws.
 */
export async function makePage(
  connection: Connection,
  request: ReportRequest,
): Promise<{ readonly report: Report; readonly page: string }> {
  const loading = import('../page/render-page.js');
  loading.catch(() => undefined);
  let drawing: ReturnType<Awaited<typeof loading>['drawCharts']> | undefined;
  const report = await readReport(connection, request, (parts) => {
    drawing = loading.then(({ drawCharts }) => drawCharts(parts));
    drawing.catch(() => undefined);
  });
  const { renderPage } = await loading;
  return { report, page: renderPage(report, await drawing) };
}

import { setImmediate } from 'node:timers/promises';
import type { ChartedParts, Report } from '../document/report.js';
import { sparklines } from './sections/locations.js';
import { hoursCharts } from './sections/hours.js';
import { trendCharts } from './sections/trend.js';
import type { Charts } from './view/charts.js';
import { createView } from './view/view.js';

const unread: Omit<Report, keyof ChartedParts> = {
  mix: { channels: [], tenders: [] },
  items: { top: [], bottom: [], movers: [], stockouts: [], stockoutCounts: [] },
  ...{ exceptions: [], exceptionTotals: [], serverRates: [], chase: [], chaseTotals: [] },
  ...{ proof: [], restated: { since: null, count: 0, days: [] } },
};

/**
 * Draws the charts of a report while its other parts are still being read: after each chart, others have a turn.
 */
export async function drawCharts(parts: ChartedParts): Promise<Charts> {
  const view = createView({ ...parts, ...unread });
  for (const charts of [trendCharts, hoursCharts, sparklines]) {
    for (const _ of charts(view)) await setImmediate();
  }
  return view.charts;
}

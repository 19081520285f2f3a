import { expect, it } from 'vitest';
import { statusReport } from '../../../../src/cli/output/status-report.js';
import type { Status } from '../../../../src/extract/report/status.js';

it('the status says why windows were not read, however narrow the terminal', () => {
  const reason = `Toast answered 403: ${'no access '.repeat(20)}(/orders/v2/ordersBulk)`;
  const counts = { windowsDone: 0, windowsSkipped: 1, windowsFailed: 0, rows: 0 };
  const row = { restaurantId: 'r1', restaurant: 'Corner Cafe', resource: 'orders', ...counts };
  const status: Status = {
    ...{ database: 'w.duckdb', bytes: 1, lastRun: null, tokenSeconds: null },
    ...{ missingRestaurants: [], rejected: [] },
    resources: [{ ...row, watermark: null, reason, lastRead: '2026-03-01T00:00:00.000Z' }],
  };
  expect(statusReport(status, 40).split('\n')).toContain(`orders of Corner Cafe: ${reason}`);
});

import { describe, expect, it } from 'vitest';
import { formatTestEvent, type DataTestResult } from '../../../../src/transform/run/test-events.js';

describe('the line about a data test', () => {
  const place = { type: 'finish', index: 3, total: 19 } as const;
  const result: DataTestResult = {
    test: 'unique_orders_id',
    model: 'orders',
    place: 'models/core/orders.yml:3',
    status: 'fail',
    failures: 7,
    examples: [],
    seconds: 0.1,
    sql: 'select 1',
  };

  it('tells how many rows failed, and counts outcomes when the run is done', () => {
    expect(formatTestEvent({ ...place, result })).toMatch(
      /^3 of 19 FAIL unique_orders_id \.+ \[FAIL 7 in 0\.10s\]$/,
    );
    expect(formatTestEvent({ ...place, result: { ...result, status: 'pass' } })).toMatch(
      /^3 of 19 PASS unique_orders_id \.+ \[PASS in 0\.10s\]$/,
    );
    expect(formatTestEvent({ type: 'done', results: [result], seconds: 1 })).toBe(
      'Done. PASS=0 UNCHANGED=0 WARN=0 FAIL=1 SKIP=0 ERROR=0 TOTAL=1',
    );
  });
});

import { describe, expect, it } from 'vitest';
import { formatRunEvent, type ModelRunResult } from '../../../../src/transform/run/model-events.js';

const orders: ModelRunResult = {
  model: 'orders',
  materialization: 'incremental',
  schema: 'toast',
  relation: 'toast.orders',
  status: 'success',
  rows: 12345,
  seconds: 0.412,
};
const place = { type: 'finish', index: 3, total: 19 } as const;

describe('the line about a model', () => {
  it('has its outcome in the same column as in dbt', () => {
    const line = formatRunEvent({ ...place, result: orders });
    expect(line).toBe(
      '3 of 19 OK created incremental model toast.orders .............................. [12,345 rows in 0.41s]',
    );
    expect(line.indexOf('[')).toBe(81);
  });

  it.each([
    [{ rows: 1 }, 'OK created', '[1 row in 0.41s]'],
    [{ rows: null, materialization: 'view' }, 'OK created view model', '[OK in 0.41s]'],
    [{ rows: null, status: 'error' }, 'ERROR creating incremental model', '[ERROR in 0.41s]'],
    [{ rows: null, status: 'skipped' }, 'SKIP relation toast.orders', '[SKIP]'],
  ] as const)('tells the outcome of %j', (change, middle, end) => {
    const line = formatRunEvent({ ...place, result: { ...orders, ...change } });
    expect(line).toContain(`3 of 19 ${middle}`);
    expect(line.endsWith(end)).toBe(true);
  });

  it('announces the start of a model, and counts outcomes when the run is done', () => {
    const start = { materialization: 'table', relation: 'toast.x' } as const;
    expect(formatRunEvent({ type: 'start', index: 1, total: 2, ...start })).toMatch(
      /^1 of 2 START table model toast\.x \.+ \[RUN\]$/,
    );
    const results = [orders, { ...orders, status: 'error' as const }, orders];
    expect(formatRunEvent({ type: 'done', results, seconds: 1 })).toBe(
      'Done. OK=2 UNCHANGED=0 ERROR=1 SKIP=0 TOTAL=3',
    );
  });

  it('keeps a name that is longer than the line', () => {
    const relation = `toast.${'x'.repeat(100)}`;
    expect(formatRunEvent({ ...place, result: { ...orders, relation } })).toContain(
      `${relation} [12,345`,
    );
  });
});

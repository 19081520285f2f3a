import { Writable } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { extractProgress } from '../../../../src/cli/output/progress/extract-progress.js';
import { runReport } from '../../../../src/cli/output/report/run-report.js';
import { statusReport } from '../../../../src/cli/output/report/status-report.js';
import type { Unit } from '../../../../src/extract/plan/plan.js';
import type { Status } from '../../../../src/extract/report/status.js';
import type { ExtractSummary } from '../../../../src/extract/report/summary.js';
import { dotted } from '../../../../src/transform/run/event-line.js';
import { VirtualRuntime } from '../../../support/virtual-runtime.js';
import { whenDone } from '../../../support/vitest/when-done.js';

const hostile = 'Main\u001b[2J\nforged\u202e';
const shown = 'Main\\e[2J\\nforged\\u{202e}';

describe('a name from outside that controls the terminal is shown', () => {
  it('by the progress bars', () => {
    vi.useFakeTimers();
    whenDone(() => vi.useRealTimers());
    let drawn = '';
    const write = (chunk: Buffer, _: string, done: () => void) => {
      drawn += String(chunk);
      done();
    };
    const stream = Object.assign(new Writable({ write }), { isTTY: true, columns: 200 });
    const bars = extractProgress(stream as never, new VirtualRuntime(), () => undefined);
    bars.onEvent({
      type: 'discovered',
      restaurantIds: ['r'],
      names: new Map([['r', hostile]]),
      missingScopes: [],
    });
    const unit = { restaurantId: 'r', resource: { name: 'orders' }, window: { start: 0, end: 1 } };
    bars.onEvent({ type: 'planned', units: [unit as Unit] });
    /* The bars are drawn by a timer. */
    vi.advanceTimersByTime(1000);
    bars.stop();
    expect(drawn).toContain(shown);
    expect(drawn).not.toContain('forged\u202e');
  });

  it('by the summary of an extraction, in the error of a window', () => {
    const problem = { status: 'failed', resource: 'orders', restaurantId: 'r', error: hostile };
    const none = { resources: [], unitsLeft: 0, missingScopes: [], notFound: [], rejected: [] };
    const summary = { ...none, missingRestaurants: [], problems: [problem] };
    const report = runReport({ extract: summary as unknown as ExtractSummary, seconds: 1 });
    expect(report).toMatch(/^failed +orders of r: /m);
    expect(report.split('\n').filter((line) => line.endsWith(`: ${shown}`))).toHaveLength(1);
  });

  it('by the status, in the path of the database and the name of a restaurant', () => {
    const row = { restaurantId: 'r', restaurant: hostile, resource: 'orders', reason: hostile };
    const rejected = { ...row, id: hostile, windowStart: null, lastSeen: hostile };
    const counts = { windowsDone: 0, windowsSkipped: 0, windowsFailed: 0, rows: 0 };
    const missing = { restaurantId: 'r', restaurant: hostile, status: 'kept', since: '2026-03-01' };
    const status = {
      ...{ database: hostile, bytes: 1, tokenSeconds: null, rejected: [rejected] },
      missingRestaurants: [missing],
    };
    const restaurant = { ...row, completeThrough: null, lastRead: hostile, readThrough: hostile };
    const given = {
      ...{ ...status, resources: [{ ...row, ...counts, windowsFailed: 1, watermark: null }] },
      restaurants: [{ ...restaurant, ...counts, missingSince: null, rejected: 1 }],
    } as unknown as Status;
    for (const view of [{}, { all: true }, { restaurant: 'r' }, { failed: true }]) {
      const report = statusReport(given, { ...view, width: 1000 });
      expect(report.split(shown).length).toBeGreaterThan(3);
      expect(report.split('\n').filter((line) => line.startsWith('forged'))).toEqual([]);
      expect(report).not.toContain('\u001b');
    }
  });

  it('by the line of a model or a data test', () => {
    expect(dotted(`1 of 1 OK ${hostile}`, 'OK')).toContain(`1 of 1 OK ${shown} ...`);
  });
});

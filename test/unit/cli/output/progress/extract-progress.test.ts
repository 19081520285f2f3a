import { Writable } from 'node:stream';
import { expect, it, vi } from 'vitest';
import { extractProgress } from '../../../../../src/cli/output/progress/extract-progress.js';
import type { Unit } from '../../../../../src/extract/plan/plan.js';
import { VirtualRuntime } from '../../../../support/virtual-runtime.js';
import { whenDone } from '../../../../support/vitest/when-done.js';

it('progress bars that were stopped are not drawn again by what happens afterwards', () => {
  vi.useFakeTimers();
  whenDone(() => vi.useRealTimers());
  let drawn = '';
  const write = (chunk: Buffer, _: string, done: () => void) => {
    drawn += String(chunk);
    done();
  };
  const stream = Object.assign(new Writable({ write }), { isTTY: true, columns: 80 });
  const bars = extractProgress(stream as never, new VirtualRuntime(), () => undefined);
  const unit = { restaurantId: 'r' } as Unit;
  bars.onEvent({ type: 'planned', units: [unit] });
  vi.advanceTimersByTime(1000);
  expect(drawn).toContain('all restaurants');

  bars.stop();
  drawn = '';
  bars.onEvent({ type: 'page', unit, bytes: 1 });
  bars.onEvent({ type: 'planned', units: [unit] });
  vi.advanceTimersByTime(1000);
  expect(drawn).toBe('');
});

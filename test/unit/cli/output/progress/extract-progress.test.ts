import { Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { expect, it, vi } from 'vitest';
import { extractProgress } from '../../../../../src/cli/output/progress/extract-progress.js';
import type { Unit } from '../../../../../src/extract/plan/plan.js';
import type { LedgerEntry } from '../../../../../src/warehouse/state/ledger.js';
import { VirtualRuntime } from '../../../../support/virtual-runtime.js';
import { whenDone } from '../../../../support/vitest/when-done.js';

function terminal() {
  vi.useFakeTimers();
  whenDone(() => vi.useRealTimers());
  let drawn = '';
  const write = (chunk: Buffer, _: string, done: () => void) => {
    drawn += String(chunk);
    done();
  };
  const screen = { isTTY: true, columns: 80, rows: 24 };
  const stream = Object.assign(new Writable({ write }), screen);
  const runtime = new VirtualRuntime();
  const bars = extractProgress(stream as never, runtime, () => undefined);
  const draw = () => {
    drawn = '';
    vi.advanceTimersByTime(100);
    return drawn;
  };
  return { bars, runtime, draw };
}

const ids = Array.from({ length: 50 }, (_, i) => `r${i + 1}`);
const units = ids.map(
  (restaurantId) =>
    ({
      ...{ restaurantId, resource: { name: 'orders' }, delayMs: 45_000 },
      window: { start: 0, end: 1 },
    }) as Unit,
);
const names = new Map(ids.map((id) => [id, `The restaurant with a long name, number ${id}`]));

it('progress bars that were stopped are not drawn again by what happens afterwards', () => {
  const { bars, draw } = terminal();
  bars.onEvent({ type: 'planned', units });
  expect(draw()).toContain('all restaurants');

  bars.stop();
  draw();
  bars.onEvent({ type: 'page', unit: units[0] as Unit, bytes: 1 });
  bars.onEvent({ type: 'planned', units });
  expect(draw()).toBe('');
});

it('the progress of fifty restaurants fits 80 columns and 24 lines, and says what is waited for', () => {
  const { bars, draw } = terminal();
  const given = { restaurantIds: ids, names, missingScopes: [] };
  bars.onEvent({ type: 'discovered', ...given });
  bars.onEvent({ type: 'planned', units: [] });
  bars.onEvent({ type: 'planned', units });
  for (const unit of units.slice(0, 20)) {
    bars.onEvent({ type: 'ended', unit, entry: { rowsRead: 1_234_567 } as LedgerEntry });
  }
  const reason = 'Toast answered 429: too many requests from this client, try again later';
  bars.onEvent({ type: 'waiting', restaurantId: 'r3', ms: 12_000, reason });
  const lines = stripVTControlCharacters(draw()).split('\n');
  bars.stop();
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(80);
  expect(lines.length).toBeLessThan(24);
  const text = lines.join('\n');
  expect(text).toMatch(/all restaurants .* 40% {2}about 50 s left, 24,691,340 rows/);
  expect(text).toContain('1 of 1 window');
  expect(text).toContain('+38 more restaurants, 8 complete');
  expect(text).toContain(
    'waiting 12 s for The restauran…e, number r3: Toast answered 429: too many',
  );
});

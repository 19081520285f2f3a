import { describe, expect, it } from 'vitest';
import { plan, type PlanOptions } from '../../../../src/extract/plan/plan.js';
import { clockPaddingMs } from '../../../../src/extract/plan/windows.js';
import { cashEntries } from '../../../../src/resources/cash.js';
import { shifts } from '../../../../src/resources/labor.js';
import { orders } from '../../../../src/resources/orders.js';
import { restaurantDetails } from '../../../../src/resources/restaurants.js';

const day = 24 * 60 * 60_000;

const options: PlanOptions = {
  restaurantIds: ['a', 'b'],
  resources: [orders],
  done: () => [],
  start: 0,
  /* Incremental windows end where Toast's data is settled. */
  now: 70 * day + clockPaddingMs,
  fullRefresh: false,
  windowMs: 30 * day,
  overlapMs: day / 24,
  backfillPauseMs: 5_000,
  daySettings: () => ({ timeZone: 'America/New_York', closeoutHour: 4 }),
};

const windowsOf = (overrides: Partial<PlanOptions>) =>
  plan({ ...options, restaurantIds: ['a'], ...overrides }).map(({ window }) => [
    window.start / day,
    window.end / day,
  ]);

describe('plan', () => {
  it('splits history into windows and starts those of a stream one pause apart', () => {
    const units = plan(options);
    expect(
      units.map(({ restaurantId, window, delayMs }) => [
        restaurantId,
        window.start / day,
        window.end / day,
        delayMs,
      ]),
    ).toEqual([
      ['a', 0, 30, 0],
      ['b', 0, 30, 0],
      ['a', 30, 60, 5_000],
      ['b', 30, 60, 5_000],
      ['a', 60, 70, 10_000],
      ['b', 60, 70, 10_000],
      ['a', 70 - 1 / 24, 70, 15_000],
      ['b', 70 - 1 / 24, 70, 15_000],
    ]);
  });

  it('leaves the last window of an incremental resource open-ended if it ends where Toast’s data is settled', () => {
    const openEnded = (overrides: Partial<PlanOptions>) =>
      plan({ ...options, restaurantIds: ['a'], ...overrides }).map((unit) => unit.openEnded);
    expect(openEnded({})).toEqual([false, false, false, true]);
    expect(openEnded({ start: 50 * day })).toEqual([true]);
    expect(openEnded({ range: { end: 40 * day } })).toEqual([false, false]);
    expect(openEnded({ resources: [shifts] })).not.toContain(true);
  });

  it('reads the overlap before each of several gaps', () => {
    const done = () => [
      { start: 0, end: 30 * day },
      { start: 40 * day, end: 69 * day },
    ];
    expect(windowsOf({ done })).toEqual([
      [30 - 1 / 24, 40],
      [69 - 1 / 24, 70],
      [70 - 1 / 24, 70],
    ]);
  });

  it('continues at the watermark minus the overlap', () => {
    expect(windowsOf({ done: () => [{ start: 0, end: 69 * day }] })).toEqual([[69 - 1 / 24, 70]]);
  });

  it('reads only the overlap when Toast’s clock has not moved', () => {
    const done = () => [{ start: 0, end: 70 * day }];
    expect(windowsOf({ done })).toEqual([[70 - 1 / 24, 70]]);
  });

  it('fills a gap that a failure left and does not read what follows it again', () => {
    const done = () => [
      { start: 0, end: 30 * day },
      { start: 60 * day, end: 70 * day },
    ];
    expect(windowsOf({ done })).toEqual([
      [30 - 1 / 24, 30],
      [30, 60],
      [70 - 1 / 24, 70],
    ]);
  });

  it('reads a given range again, whatever was read before', () => {
    const done = () => [{ start: 0, end: 70 * day }];
    expect(windowsOf({ done, range: { start: 10 * day, end: 45 * day } })).toEqual([
      [10, 40],
      [40, 45],
    ]);
  });

  it('ends a given range where Toast’s data is settled if it reaches beyond', () => {
    expect(windowsOf({ range: { start: 60 * day, end: 99 * day } })).toEqual([[60, 70]]);
    expect(windowsOf({ range: { start: 60 * day, end: 70 * day + 1 } })).toEqual([[60, 70]]);
  });

  it('reads everything again on a full refresh', () => {
    const done = () => [{ start: 0, end: 70 * day }];
    expect(windowsOf({ done, fullRefresh: true })).toEqual([
      [0, 30],
      [30, 60],
      [60, 70],
      [70 - 1 / 24, 70],
    ]);
  });

  it('reads a resource without windows in full for every restaurant', () => {
    const units = plan({ ...options, resources: [restaurantDetails] });
    expect(units.map(({ restaurantId, window }) => [restaurantId, window])).toEqual([
      ['a', { start: 0, end: 0 }],
      ['b', { start: 0, end: 0 }],
    ]);
  });

  it('reads shifts from 30 days back to 30 days ahead in every run, and earlier ones once', () => {
    const shiftWindows = (overrides: Partial<PlanOptions>) =>
      windowsOf({ resources: [shifts], now: 70 * day, ...overrides });
    expect(shiftWindows({})).toEqual([
      [0, 28],
      [28, 40],
      [40, 68],
      [68, 96],
      [96, 100],
    ]);
    const done = () => [{ start: 0, end: 95 * day }];
    expect(shiftWindows({ done })).toEqual([
      [40, 68],
      [68, 96],
      [96, 100],
    ]);
    /* After a month without a run: what was read of the time after day 20 was a schedule. */
    const old = [
      { start: 0, end: 28 * day, asOf: 20 * day },
      { start: 28 * day, end: 50 * day, asOf: 20 * day },
    ];
    expect(shiftWindows({ done: () => old })).toEqual([
      [20, 40],
      [40, 68],
      [68, 96],
      [96, 100],
    ]);
  });

  it('reads cash entries by business date of the restaurant, the last seven in every run', () => {
    const now = Date.parse('2026-03-10T07:30:00Z');
    const start = Date.parse('2026-01-20T04:59:00Z');
    const dates = (overrides: Partial<PlanOptions>) =>
      plan({
        ...options,
        restaurantIds: ['a'],
        resources: [cashEntries],
        start,
        now,
        ...overrides,
      }).map(({ window }) =>
        [window.start, window.end].map((at) => new Date(at).toISOString().slice(0, 10)),
      );
    /* 03:30 in New York, before close-out: still the 9th. The window's end is exclusive. */
    expect(dates({})).toEqual([
      ['2026-01-19', '2026-02-18'],
      ['2026-02-18', '2026-03-03'],
      ['2026-03-03', '2026-03-10'],
    ]);
    const done = () => [{ start: Date.UTC(2026, 0, 19), end: Date.UTC(2026, 2, 9) }];
    expect(dates({ done })).toEqual([['2026-03-03', '2026-03-10']]);
    /* Read on the 20th, before that day had ended; the next run is this one. */
    const asOf = Date.parse('2026-02-20T20:00:00Z');
    const early = { start: Date.UTC(2026, 0, 19), end: Date.UTC(2026, 1, 21), asOf };
    expect(dates({ done: () => [early] })).toEqual([
      ['2026-02-20', '2026-03-03'],
      ['2026-03-03', '2026-03-10'],
    ]);
  });

  it('treats history before the earliest window as a gap', () => {
    const done = () => [{ start: 20 * day, end: 70 * day }];
    expect(windowsOf({ done, start: 10 * day })).toEqual([[10, 20]]);
    expect(windowsOf({ done, start: 19.99 * day })).toEqual([[19.99, 20]]);
  });
});

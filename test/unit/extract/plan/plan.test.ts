import { describe, expect, it } from 'vitest';
import { plan, type PlanOptions } from '../../../../src/extract/plan/plan.js';
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
  now: 70 * day,
  fullRefresh: false,
  windowMs: 30 * day,
  overlapMs: day / 24,
  backfillPauseMs: 5_000,
  daySettings: () => ({ timeZone: 'America/New_York', closeoutHour: 4 }),
};

const windowsOf = (given: Partial<PlanOptions>) =>
  plan({ ...options, restaurantIds: ['a'], ...given }).map(({ window }) => [
    window.start / day,
    window.end / day,
  ]);

describe('plan', () => {
  it('cuts history into windows and starts those of a restaurant one pause apart', () => {
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

  it('has what changed meanwhile read last, up to the moment of its reading', () => {
    const toNow = (given: Partial<PlanOptions>) =>
      plan({ ...options, restaurantIds: ['a'], ...given }).map((unit) => unit.openEnded);
    expect(toNow({})).toEqual([false, false, false, true]);
    expect(toNow({ start: 50 * day })).toEqual([true]);
    expect(toNow({ range: { end: 40 * day } })).toEqual([false, false]);
    expect(toNow({ resources: [shifts] })).not.toContain(true);
  });

  it('reads the overlap of what follows a hole, too', () => {
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

  it('goes on at the watermark, less the overlap', () => {
    expect(windowsOf({ done: () => [{ start: 0, end: 69 * day }] })).toEqual([[69 - 1 / 24, 70]]);
  });

  it('reads nothing but the overlap when Toast’s clock has not moved', () => {
    const done = () => [{ start: 0, end: 70 * day }];
    expect(windowsOf({ done })).toEqual([[70 - 1 / 24, 70]]);
  });

  it('fills a hole that a failure left and does not read what follows it again', () => {
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

  it('reads a given span again, whatever was read before', () => {
    const done = () => [{ start: 0, end: 70 * day }];
    expect(windowsOf({ done, range: { start: 10 * day, end: 45 * day } })).toEqual([
      [10, 40],
      [40, 45],
    ]);
  });

  it('never asks for the future', () => {
    expect(windowsOf({ range: { start: 60 * day, end: 99 * day } })).toEqual([[60, 70]]);
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

  it('reads what has no windows in full every time', () => {
    const units = plan({ ...options, resources: [restaurantDetails] });
    expect(units.map(({ restaurantId, window }) => [restaurantId, window])).toEqual([
      ['a', { start: 0, end: 0 }],
      ['b', { start: 0, end: 0 }],
    ]);
  });

  it('reads shifts again from 30 days back to 30 days ahead, and history once', () => {
    const shiftWindows = (given: Partial<PlanOptions>) =>
      windowsOf({ resources: [shifts], ...given });
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
  });

  it('reads cash by business dates of the restaurant, the last seven again', () => {
    const now = Date.parse('2026-03-10T07:30:00Z');
    const start = Date.parse('2026-01-20T04:59:00Z');
    const dates = (given: Partial<PlanOptions>) =>
      plan({
        ...options,
        restaurantIds: ['a'],
        resources: [cashEntries],
        start,
        now,
        ...given,
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
  });

  it('plans an earlier start of history as a hole', () => {
    const done = () => [{ start: 20 * day, end: 70 * day }];
    expect(windowsOf({ done, start: 10 * day })).toEqual([[10, 20]]);
    expect(windowsOf({ done, start: 19.99 * day })).toEqual([[19.99, 20]]);
  });
});

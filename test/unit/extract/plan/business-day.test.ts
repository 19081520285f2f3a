import { describe, expect, it } from 'vitest';
import { businessDay, yyyymmdd } from '../../../../src/extract/plan/business-day.js';

const date = (instant: string, timeZone: string, closeoutHour: number) =>
  yyyymmdd(businessDay(Date.parse(instant), { timeZone, closeoutHour }));

describe('businessDay', () => {
  it.each([
    ['2026-03-02T08:59:59Z', 'America/New_York', 4, '20260301'],
    ['2026-03-02T09:00:00Z', 'America/New_York', 4, '20260302'],
    ['2026-03-02T06:59:59Z', 'America/Phoenix', 0, '20260301'],
    ['2026-03-02T07:00:00Z', 'America/Phoenix', 0, '20260302'],
  ])('assigns %s in %s with close-out hour %i to %s', (instant, zone, hour, expected) => {
    expect(date(instant, zone, hour)).toBe(expected);
  });

  it('follows daylight saving time', () => {
    /* 2026-03-08 02:00 becomes 03:00 in Chicago: the hour from 2 to 3 does not exist. */
    expect(date('2026-03-08T07:59:59Z', 'America/Chicago', 2)).toBe('20260307');
    expect(date('2026-03-08T08:00:00Z', 'America/Chicago', 2)).toBe('20260308');
    /* 2026-11-01 has the hour from 1 to 2 twice. */
    expect(date('2026-11-01T07:30:00Z', 'America/Chicago', 2)).toBe('20261031');
    expect(date('2026-11-01T08:00:00Z', 'America/Chicago', 2)).toBe('20261101');
  });
});

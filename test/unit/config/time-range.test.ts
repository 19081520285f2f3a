import { describe, expect, it } from 'vitest';
import { parseTimeRange, requirePastStart } from '../../../src/config/time-range.js';
import { ConfigurationError, UsageError } from '../../../src/errors.js';

const now = Date.UTC(2026, 2, 20);
const at = { now, initialSyncStart: Date.UTC(2026, 0, 1) };

describe('parseTimeRange', () => {
  it('returns undefined if neither --from nor --to is given', () => {
    expect(parseTimeRange({}, at)).toBeUndefined();
  });

  it('parses dates and times as UTC unless they have an offset', () => {
    expect(parseTimeRange({ from: '2026-03-02', to: '2026-03-09T06:00' }, at)).toEqual({
      start: Date.UTC(2026, 2, 2),
      end: Date.UTC(2026, 2, 9, 6),
    });
    expect(parseTimeRange({ from: '2026-03-02T00:00:00-05:00' }, at)).toEqual({
      start: Date.UTC(2026, 2, 2, 5),
    });
    expect(parseTimeRange({ to: '2026-03-09T00:00:00Z' }, at)).toEqual({
      end: Date.UTC(2026, 2, 9),
    });
  });

  it.each([
    [{ from: 'yesterday' }, '--from yesterday'],
    [{ from: '2026-02-30' }, '--from 2026-02-30'],
    [{ to: '12:30' }, '--to 12:30'],
    [{ to: '' }, '--to'],
  ])('rejects %j, which is not a date', (flags, named) => {
    expect(() => parseTimeRange(flags, at)).toThrow(UsageError);
    expect(() => parseTimeRange(flags, at)).toThrow(named);
  });

  it('rejects an end that is not after the start', () => {
    expect(() => parseTimeRange({ from: '2026-03-09', to: '2026-03-02' }, at)).toThrow(
      /not before/,
    );
    expect(() => parseTimeRange({ from: '2026-03-09', to: '2026-03-09' }, at)).toThrow(
      /not before/,
    );
  });

  it('rejects a start in the future, but accepts an end in the future', () => {
    expect(() => parseTimeRange({ from: '2026-03-20' }, at)).toThrow(/in the future/);
    expect(parseTimeRange({ to: '2026-03-21' }, at)).toEqual({ end: now + 24 * 60 * 60_000 });
  });

  it('rejects an end before initialSyncStart unless a start is given', () => {
    expect(() => parseTimeRange({ to: '2026-01-01' }, at)).toThrow(/initialSyncStart/);
    expect(parseTimeRange({ from: '2025-11-01', to: '2026-01-01' }, at)).toEqual({
      start: Date.UTC(2025, 10, 1),
      end: Date.UTC(2026, 0, 1),
    });
  });
});

describe('requirePastStart', () => {
  it('rejects an initialSyncStart in the future', () => {
    requirePastStart(now - 1, now);
    expect(() => requirePastStart(now, now)).toThrow(ConfigurationError);
    expect(() => requirePastStart(now, now)).toThrow('2026-03-20T00:00:00.000Z');
  });
});

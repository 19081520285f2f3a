import { describe, expect, it } from 'vitest';
import { parseSpan, requirePastStart } from '../../../src/config/span.js';
import { ConfigurationError, UsageError } from '../../../src/errors.js';

const now = Date.UTC(2026, 2, 20);
const at = { now, initialSyncStart: Date.UTC(2026, 0, 1) };

describe('parseSpan', () => {
  it('is nothing when neither end is given', () => {
    expect(parseSpan({}, at)).toBeUndefined();
  });

  it('reads dates and instants as UTC where they name no offset', () => {
    expect(parseSpan({ from: '2026-03-02', to: '2026-03-09T06:00' }, at)).toEqual({
      start: Date.UTC(2026, 2, 2),
      end: Date.UTC(2026, 2, 9, 6),
    });
    expect(parseSpan({ from: '2026-03-02T00:00:00-05:00' }, at)).toEqual({
      start: Date.UTC(2026, 2, 2, 5),
    });
    expect(parseSpan({ to: '2026-03-09T00:00:00Z' }, at)).toEqual({ end: Date.UTC(2026, 2, 9) });
  });

  it.each([
    [{ from: 'yesterday' }, '--from yesterday'],
    [{ from: '2026-02-30' }, '--from 2026-02-30'],
    [{ to: '12:30' }, '--to 12:30'],
    [{ to: '' }, '--to'],
  ])('refuses %j, which is no date', (flags, named) => {
    expect(() => parseSpan(flags, at)).toThrow(UsageError);
    expect(() => parseSpan(flags, at)).toThrow(named);
  });

  it('refuses an end that is not after the start', () => {
    expect(() => parseSpan({ from: '2026-03-09', to: '2026-03-02' }, at)).toThrow(/not before/);
    expect(() => parseSpan({ from: '2026-03-09', to: '2026-03-09' }, at)).toThrow(/not before/);
  });

  it('refuses a start that has not come, but takes such an end', () => {
    expect(() => parseSpan({ from: '2026-03-20' }, at)).toThrow(/in the future/);
    expect(parseSpan({ to: '2026-03-21' }, at)).toEqual({ end: now + 24 * 60 * 60_000 });
  });

  it('refuses an end before history begins, unless it is told where to begin', () => {
    expect(() => parseSpan({ to: '2026-01-01' }, at)).toThrow(/initialSyncStart/);
    expect(parseSpan({ from: '2025-11-01', to: '2026-01-01' }, at)).toEqual({
      start: Date.UTC(2025, 10, 1),
      end: Date.UTC(2026, 0, 1),
    });
  });
});

describe('requirePastStart', () => {
  it('refuses a history that begins in the future', () => {
    requirePastStart(now - 1, now);
    expect(() => requirePastStart(now, now)).toThrow(ConfigurationError);
    expect(() => requirePastStart(now, now)).toThrow('2026-03-20T00:00:00.000Z');
  });
});

import { describe, expect, it } from 'vitest';
import { parseSpan } from '../../../src/config/span.js';
import { UsageError } from '../../../src/errors.js';

const now = Date.UTC(2026, 2, 20);

describe('parseSpan', () => {
  it('is nothing when neither end is given', () => {
    expect(parseSpan({}, now)).toBeUndefined();
  });

  it('reads dates and instants as UTC where they name no offset', () => {
    expect(parseSpan({ from: '2026-03-02', to: '2026-03-09T06:00' }, now)).toEqual({
      start: Date.UTC(2026, 2, 2),
      end: Date.UTC(2026, 2, 9, 6),
    });
    expect(parseSpan({ from: '2026-03-02T00:00:00-05:00' }, now)).toEqual({
      start: Date.UTC(2026, 2, 2, 5),
    });
    expect(parseSpan({ to: '2026-03-09T00:00:00Z' }, now)).toEqual({ end: Date.UTC(2026, 2, 9) });
  });

  it.each([
    [{ from: 'yesterday' }, '--from yesterday'],
    [{ from: '2026-02-30' }, '--from 2026-02-30'],
    [{ to: '12:30' }, '--to 12:30'],
    [{ to: '' }, '--to'],
  ])('refuses %j, which is no date', (flags, named) => {
    expect(() => parseSpan(flags, now)).toThrow(UsageError);
    expect(() => parseSpan(flags, now)).toThrow(named);
  });

  it('refuses an end that is not after the start', () => {
    expect(() => parseSpan({ from: '2026-03-09', to: '2026-03-02' }, now)).toThrow(/not before/);
    expect(() => parseSpan({ from: '2026-03-09', to: '2026-03-09' }, now)).toThrow(/not before/);
  });

  it('refuses a start that has not come, but takes such an end', () => {
    expect(() => parseSpan({ from: '2026-03-20' }, now)).toThrow(/in the future/);
    expect(parseSpan({ to: '2026-03-21' }, now)).toEqual({ end: now + 24 * 60 * 60_000 });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gaps, split, watermark } from '../../../../src/extract/plan/windows.js';
import type { Window } from '../../../../src/resources/resource.js';

const windows = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 1, max: 30 }))
    .map(([start, length]): Window => ({ start, end: start + length })),
  { maxLength: 12 },
);

const covers = (list: readonly Window[], at: number) =>
  list.some(({ start, end }) => start <= at && at < end);

describe('gaps', () => {
  it('returns exactly the parts of the range that no window covers', () => {
    fc.assert(
      fc.property(windows, (done) => {
        const missing = gaps({ start: 10, end: 90 }, done);
        for (let at = 10; at < 90; at++) {
          expect(covers(missing, at)).toBe(!covers(done, at));
        }
        expect(missing.every(({ start, end }) => start >= 10 && end <= 90 && start < end)).toBe(
          true,
        );
      }),
    );
  });

  it('returns the whole range when nothing is done', () => {
    expect(gaps({ start: 1, end: 5 }, [])).toEqual([{ start: 1, end: 5 }]);
  });
});

describe('watermark', () => {
  it('stops at the first gap', () => {
    expect(
      watermark(0, [
        { start: 20, end: 30 },
        { start: 0, end: 5 },
        { start: 4, end: 10 },
      ]),
    ).toBe(10);
  });

  it('is the start when the first window is missing', () => {
    expect(watermark(0, [{ start: 1, end: 9 }])).toBe(0);
  });

  it('never passes an instant that was not read', () => {
    fc.assert(
      fc.property(windows, (done) => {
        const reached = watermark(0, done);
        for (let at = 0; at < reached; at++) expect(covers(done, at)).toBe(true);
        expect(covers(done, reached)).toBe(false);
      }),
    );
  });
});

describe('split', () => {
  it('splits a range into adjoining windows of at most the given length', () => {
    expect(split({ start: 0, end: 70 }, 30)).toEqual([
      { start: 0, end: 30 },
      { start: 30, end: 60 },
      { start: 60, end: 70 },
    ]);
  });

  it('returns no window for an empty range', () => {
    expect(split({ start: 5, end: 5 }, 30)).toEqual([]);
  });
});

import { expect, it } from 'vitest';
import { parseDuration } from '../../../src/config/duration.js';

it.each([
  ['0s', 0],
  ['30s', 30_000],
  ['10m', 600_000],
  ['1h', 3_600_000],
])('%s is %i milliseconds', (text, expected) => {
  expect(parseDuration(text)).toBe(expected);
});

it.each(['', '10', 'm', '1.5h', '-1s', '1 m', '1d', '10m30s', '10M', '9999999s'])(
  '%j is no duration',
  (text) => {
    expect(parseDuration(text)).toBeUndefined();
  },
);

import { expect, it } from 'vitest';
import { bytes, duration, grouped } from '../../../../src/cli/output/number.js';

it.each([
  [0, '0'],
  [999.4, '999'],
  [12_345, '12,345'],
  [1_234_567, '1,234,567'],
])('%d is grouped as %s', (value, text) => {
  expect(grouped(value)).toBe(text);
});

it.each([
  [0, '0.00s'],
  [0.414, '0.41s'],
  [9.994, '9.99s'],
  [9.996, '10s'],
  [59.6, '1m 00s'],
  [185, '3m 05s'],
  [3_599.7, '1h 00m'],
  [7_800, '2h 10m'],
  [200_000, '55h 33m'],
])('%d seconds are %s', (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});

it.each([
  [0, '0 B'],
  [512, '512 B'],
  [1_400_000, '1.4 MB'],
  [999_960, '1.0 MB'],
  [2e15, '2000.0 TB'],
])('%d bytes are %s', (value, text) => {
  expect(bytes(value)).toBe(text);
});

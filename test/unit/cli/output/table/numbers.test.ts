import { expect, it } from 'vitest';
import {
  formatBytes,
  formatCount,
  formatDecimal,
  formatDouble,
  formatDuration,
} from '../../../../../src/cli/output/table/numbers.js';

it.each([
  [0, '0'],
  [999.4, '999'],
  [12_345, '12,345'],
  [1_234_567, '1,234,567'],
])('formatCount formats %d as %s', (value, text) => {
  expect(formatCount(value)).toBe(text);
});

it.each([
  [0, '0.00 s'],
  [0.414, '0.41 s'],
  [9.994, '9.99 s'],
  [9.996, '10 s'],
  [59.6, '1 min 00 s'],
  [185, '3 min 05 s'],
  [3_599.7, '1 h 00 min'],
  [7_800, '2 h 10 min'],
  [200_000, '55 h 33 min'],
])('formatDuration formats %d seconds as %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

it.each([
  [0, '0 B'],
  [512, '512 B'],
  [1_400_000, '1.4 MB'],
  [999_960, '1.0 MB'],
  [2e15, '2000.0 TB'],
])('formatBytes formats %d as %s', (value, text) => {
  expect(formatBytes(value)).toBe(text);
});

it.each([
  ['0.0000', '0.00'],
  ['1234567890123456789012.5', '1,234,567,890,123,456,789,012.50'],
  ['-999.10', '-999.10'],
  ['-1000.0001', '-1,000.0001'],
  ['12.3450', '12.345'],
  ['NaN', 'NaN'],
])('formatDecimal formats %s as %s', (value, text) => {
  expect(formatDecimal(value)).toBe(text);
});

it.each([
  [37.21666666666666, '37.2167'],
  [-1_234_567.5, '-1,234,567.50'],
  [0, '0.00'],
  [25, '25.00'],
  [0.01, '0.01'],
  [0.001234567, '0.001235'],
  [-1.23456e-9, '-1.235e-9'],
  [1.5e15, '1500000000000000'],
  [Infinity, 'Infinity'],
  [NaN, 'NaN'],
])('formatDouble formats %d as %s', (value, text) => {
  expect(formatDouble(value)).toBe(text);
});

import { describe, expect, it } from 'vitest';
import { parseDuration, parseFileMode, splitList } from '../../../src/config/values.js';

describe('parseDuration', () => {
  it.each([
    ['0s', 0],
    ['30s', 30_000],
    ['10m', 600_000],
    ['1h', 3_600_000],
    ['7d', 604_800_000],
  ])('parses %s as %i milliseconds', (text, expected) => {
    expect(parseDuration(text)).toBe(expected);
  });

  it.each(['', '10', 'm', '1.5h', '-1s', '1 m', '1w', '10m30s', '10M', '9999999s'])(
    'returns undefined for %j',
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );
});

describe('parseFileMode', () => {
  it.each([
    ['0600', 0o600],
    ['0640', 0o640],
    ['660', 0o660],
    ['0644', 0o644],
  ])('parses %s', (text, expected) => {
    expect(parseFileMode(text)).toBe(expected);
  });

  it.each(['', '0', '0440', '0666', '0700', '0755', '4640', '0o640', 'u=rw', '0640 ', '06400'])(
    'returns undefined for %j',
    (text) => {
      expect(parseFileMode(text)).toBeUndefined();
    },
  );
});

describe('splitList', () => {
  it('drops empty parts and surrounding space', () => {
    expect(splitList(' a, b ,,')).toEqual(['a', 'b']);
    expect(splitList('')).toEqual([]);
  });
});

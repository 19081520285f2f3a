import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../../src/config/secret.js';
import { guestHash } from '../../../../../src/extract/fetch/privacy/guest-hash.js';

const keyOf = (byte: number) => new Secret(Buffer.alloc(32, byte).toString('base64url') + '=');
const hash = guestHash(keyOf(7));

describe('guestHash', () => {
  it('returns a value that must never change, because it identifies guests over years', () => {
    expect(hash('email', 'ann@example.com')).toBe('1774a5e9ab459ea8142c1c0272f72c6b');
  });

  it.each([
    ['email', 'Ann@Example.com ', 'ann@example.com'],
    ['phone', '(555) 010-0100', '5550100100'],
    ['id', ' 42', '42'],
  ] as const)(
    'returns the same value for one %s written as "%s" and as "%s"',
    (kind, one, other) => {
      expect(hash(kind, one)).toBe(hash(kind, other));
    },
  );

  it('returns another value for another key, another kind and another guest', () => {
    const values = [
      hash('phone', '5550100100'),
      hash('id', '5550100100'),
      hash('phone', '5550100101'),
      guestHash(keyOf(8))('phone', '5550100100'),
    ];
    expect(new Set(values).size).toBe(4);
    expect(values.every((value) => /^[0-9a-f]{32}$/.test(String(value)))).toBe(true);
  });

  it.each([
    ['email', '  '],
    ['phone', 'none'],
    ['id', ''],
  ] as const)(
    'returns null for a blank %s, so that guests without one are not taken for one guest',
    (kind, text) => {
      expect(hash(kind, text)).toBeNull();
    },
  );
});

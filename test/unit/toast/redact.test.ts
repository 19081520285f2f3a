import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from '../../../src/toast/redact.js';

const encode: Record<string, (text: string) => string> = {
  'not encoded': (text) => text,
  'as JSON': (text) => JSON.stringify(text),
  'as JSON twice': (text) => JSON.stringify({ body: text }),
  'in a URL': encodeURIComponent,
  'in a form': (text) => String(new URLSearchParams({ text })),
  'in base64': (text) => Buffer.from(text).toString('base64'),
  'in base64url': (text) => Buffer.from(text).toString('base64url'),
};

describe('redact', () => {
  it.each(Object.entries(encode))('hides a secret in a longer text: %s', (_, encoded) => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 12 }),
        fc.string(),
        fc.string(),
        (secret, before, after) => {
          const shown = redact(encoded(`${before}${secret}${after}`), [secret]);
          expect(shown).toContain('[hidden]');
          /* In base64 a secret shares a character with each neighbour, and sets the padding. */
          const rest = shown.replaceAll('[hidden]', '');
          expect(rest.length).toBeLessThanOrEqual(encoded(`${before}${after}`).length + 4);
        },
      ),
    );
  });

  it.each([
    'ann@example.com',
    'Ann.O+tag@mail.example.co.uk',
    '"änn@exämple.de"',
    '5550100199',
    '(555) 010-0199',
    '(555)010-0199',
    '555.010.0199',
    '+1 555-010-0199',
    '+15550100199',
  ])('hides the guest contact %s', (contact) => {
    const shown = redact(`No customer ${contact} on check 17, sorry.`, []);
    expect(shown).toMatch(/^No customer "?\[hidden\]"? on check 17, sorry\.$/);
  });

  it('hides the password of a proxy', () => {
    const text = 'Unsupported protocol for proxy URL: ftp://user:p%40ss@proxy:3128/';
    const shown = redact(text, []);
    expect(shown).toBe('Unsupported protocol for proxy URL: ftp://[hidden]@proxy:3128/');
  });

  it('processes a long text of one repeated character', () => {
    for (const text of ['x', '5', 'x@', '(', 'a.', '://', '://x']) {
      const long = text.repeat(100_000);
      expect(redact(`${long} ann@example.com`, ['a-secret'])).toBe(`${long} [hidden]`);
    }
  });

  it.each([
    ['clientSecret=orders&x', 'clientSecret=[hidden]&x'],
    ['{"secret":"orders"}', '{"secret":"[hidden]"}'],
    ["Basic orders:x, 'orders'", "Basic orders:x, '[hidden]'"],
    ['user:orders', 'user:[hidden]'],
    ['No orders were found in /orders/v2/ordersBulk; reorders.', ''],
    ['orders: read again', ''],
  ])('hides a secret that is a common word where it is a value: %s', (text, shown) => {
    expect(redact(text, ['orders'])).toBe(shown || text);
  });

  it.each([
    'Restaurant 5eed0000-0000-4000-8000-000000000001 has been deleted',
    'startDate 2026-03-01T00:00:00.000+0000 is after 20260301, or 1772323200000 ms, 12.5 %',
    'EITHER (startDate and endDate) OR businessDate is required',
  ])('does not change %s', (message) => {
    expect(redact(message, ['a-secret'])).toBe(message);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from '../../../src/toast/redact.js';

const encode: Record<string, (text: string) => string> = {
  nothing: (text) => text,
  JSON: (text) => JSON.stringify(text),
  'JSON twice': (text) => JSON.stringify({ body: text }),
  'a URL': encodeURIComponent,
  'a form': (text) => String(new URLSearchParams({ text })),
  base64: (text) => Buffer.from(text).toString('base64'),
  base64url: (text) => Buffer.from(text).toString('base64url'),
};

describe('redact', () => {
  it.each(Object.entries(encode))('hides a secret within what is encoded as %s', (_, encoded) => {
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
  ])('hides a guest who is named by %s', (contact) => {
    const shown = redact(`No customer ${contact} on check 17, sorry.`, []);
    expect(shown).toMatch(/^No customer "?\[hidden\]"? on check 17, sorry\.$/);
  });

  it('takes no longer for a text that is long and of one kind', () => {
    for (const text of ['x', '5', 'x@', '(', 'a.']) {
      const long = text.repeat(100_000);
      expect(redact(`${long} ann@example.com`, ['a-secret'])).toBe(`${long} [hidden]`);
    }
  });

  it.each([
    'Restaurant 5eed0000-0000-4000-8000-000000000001 has been deleted',
    'startDate 2026-03-01T00:00:00.000+0000 is after 20260301, or 1772323200000 ms, 12.5 %',
    'EITHER (startDate and endDate) OR businessDate is required',
  ])('leaves %s as it is', (message) => {
    expect(redact(message, ['a-secret'])).toBe(message);
  });
});

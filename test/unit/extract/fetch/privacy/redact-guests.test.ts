import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MalformedPageError } from '../../../../../src/errors.js';
import {
  dropIdentifier,
  type Substitute,
} from '../../../../../src/extract/fetch/privacy/guest-hash.js';
import { redactGuests } from '../../../../../src/extract/fetch/privacy/redact-guests.js';
import { orderGuests } from '../../../../../src/resources/order-guests.js';
import { guestOrder, withoutGuests } from './support/guest-order.js';

const named: Substitute = (kind, text) => `${kind} of ${text.length}`;

function redacted(text: string, substitute: Substitute = dropIdentifier): string {
  return redactGuests(Buffer.from(text), orderGuests, substitute).toString();
}

describe('redactGuests', () => {
  it('leaves nothing of guests in any order, and everything else byte for byte', () => {
    fc.assert(
      fc.property(fc.array(guestOrder, { maxLength: 3 }), fc.boolean(), (orders, indented) => {
        const written = (value: unknown) => JSON.stringify(value, null, indented ? 1 : undefined);
        for (const substitute of [dropIdentifier, named]) {
          const result = redacted(written(orders), substitute);
          expect(result).not.toContain('canary');
          // As texts: JSON.parse of Node 26 mistakes some names with escapes for others.
          expect(result).toBe(written(orders.map((order) => withoutGuests(order, substitute))));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('changes no byte of the rest, be it a number that JavaScript would round', () => {
    const rest =
      '"amount": 12.10, "id":123456789012345678901234567890, "e":1E-7,"é漢":"\\u00e9\\/"';
    expect(redacted(`[ {${rest}, "checks":[{${rest},"tabName":"Ann"}]} ]\n`)).toBe(
      `[ {${rest}, "checks":[{${rest},"tabName":null}]} ]\n`,
    );
  });

  it('gives the page itself when no guest is in it', () => {
    const page = Buffer.from('[{"guid":"a","checks":[{"selections":[{"price":1.0}]}]}]');
    expect(redactGuests(page, orderGuests, dropIdentifier)).toBe(page);
  });

  it('finds names and values that are written with escapes, more than once, or of another type', () => {
    const checks = [
      '{"tab\\u004eame":"Ann \\"A\\\\","tabName":{"first":["Ann"]},"customer":["Ann",{"email":7}]}',
      '{"customer":"Ann","payments":{"last4Digits":42}}',
    ];
    expect(JSON.parse(redacted(`[{"checks":[${checks.join()}]}]`, named))).toEqual([
      {
        checks: [
          { tabName: null, customer: [null, { email: 'email of 1' }] },
          { customer: null, payments: { last4Digits: null } },
        ],
      },
    ]);
  });

  it('finds a special request 200 modifiers deep, before or after its name', () => {
    let selection = '{"displayName":"canary","selectionType":"SPECIAL_REQUEST"}';
    for (let depth = 0; depth < 200; depth++) {
      const own = `"selectionType":"${depth % 2 ? 'SPECIAL_REQUEST' : 'NONE'}","displayName":"${depth % 2 ? 'canary' : 'Soup'}"`;
      selection = `{"modifiers":[${selection}],${own}}`;
    }
    const result = redacted(`[{"checks":[{"selections":[${selection}]}]}]`);
    expect(result).not.toContain('canary');
    expect(result.match(/"displayName":"Soup"/g)).toHaveLength(100);
  });

  it.each([
    '[{"checks":[{"tabName":"Ann}]',
    '[{"checks":[{"tabName" "Ann"}]}]',
    '[{"checks":[{"tabName":}]}]',
    '[{"checks":[{tabName:"Ann"}]}]',
    '[{"checks":[{"tabName":"Ann"',
    '[{"checks":{"tabName":"Ann";}}]',
    '[{"checks":[{"customer":{"a":[1',
    '[',
    '',
  ])('refuses %j, which hides what belongs to guests', (text) => {
    expect(() => redacted(text)).toThrow(MalformedPageError);
  });
});

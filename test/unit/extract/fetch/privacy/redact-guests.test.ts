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

const labelWithLength: Substitute = (kind, text) => `${kind} of ${text.length}`;

function redact(text: string, substitute: Substitute = dropIdentifier): string {
  return redactGuests(Buffer.from(text), orderGuests, substitute).toString();
}

describe('redactGuests', () => {
  it('removes all guest data from any order and keeps everything else byte for byte', () => {
    fc.assert(
      fc.property(fc.array(guestOrder, { maxLength: 3 }), fc.boolean(), (orders, indented) => {
        const format = (value: unknown) => JSON.stringify(value, null, indented ? 1 : undefined);
        for (const substitute of [dropIdentifier, labelWithLength]) {
          const result = redact(format(orders), substitute);
          expect(result).not.toContain('canary');
          // As texts: JSON.parse of Node 26 mistakes some names with escapes for others.
          expect(result).toBe(format(orders.map((order) => withoutGuests(order, substitute))));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('keeps every other byte, including numbers that JavaScript would round', () => {
    const rest =
      '"amount": 12.10, "id":123456789012345678901234567890, "e":1E-7,"é漢":"\\u00e9\\/"';
    expect(redact(`[ {${rest}, "checks":[{${rest},"tabName":"Ann"}]} ]\n`)).toBe(
      `[ {${rest}, "checks":[{${rest},"tabName":null}]} ]\n`,
    );
  });

  it('returns the page itself when it contains no guest data', () => {
    const page = Buffer.from('[{"guid":"a","checks":[{"selections":[{"price":1.0}]}]}]');
    expect(redactGuests(page, orderGuests, dropIdentifier)).toBe(page);
  });

  it('redacts fields that are escaped, repeated or of an unexpected type', () => {
    const checks = [
      '{"tab\\u004eame":"Ann \\"A\\\\","tabName":{"first":["Ann"]},"customer":["Ann",{"email":7}]}',
      '{"customer":"Ann","payments":{"last4Digits":42}}',
    ];
    expect(JSON.parse(redact(`[{"checks":[${checks.join()}]}]`, labelWithLength))).toEqual([
      {
        checks: [
          { tabName: null, customer: [null, { email: 'email of 1' }] },
          { customer: null, payments: { last4Digits: null } },
        ],
      },
    ]);
  });

  it('redacts the name of a special request 200 modifiers deep, before or after its type', () => {
    let selection = '{"displayName":"canary","selectionType":"SPECIAL_REQUEST"}';
    for (let depth = 0; depth < 200; depth++) {
      const own = `"selectionType":"${depth % 2 ? 'SPECIAL_REQUEST' : 'NONE'}","displayName":"${depth % 2 ? 'canary' : 'Soup'}"`;
      selection = `{"modifiers":[${selection}],${own}}`;
    }
    const result = redact(`[{"checks":[{"selections":[${selection}]}]}]`);
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
  ])('rejects %j, because guest data could be hidden in it', (text) => {
    expect(() => redact(text)).toThrow(MalformedPageError);
  });
});

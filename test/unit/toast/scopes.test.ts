import { expect, it } from 'vitest';
import { grantedScopes } from '../../../src/toast/scopes.js';

const jwt = (payload: unknown) =>
  ['header', Buffer.from(JSON.stringify(payload)).toString('base64url'), 'signature'].join('.');

it('are those of the token’s claim', () => {
  expect(grantedScopes(jwt({ scope: 'orders:read menus:read', exp: 1 }))).toEqual(
    new Set(['orders:read', 'menus:read']),
  );
});

it.each([
  ['has no such claim', jwt({ exp: 1 })],
  ['has an empty one', jwt({ scope: '' })],
  ['is no JWT', 'opaque'],
  ['has a payload that is no JSON', 'a.b.c'],
])('are unknown when the token %s', (_, token) => {
  expect(grantedScopes(token)).toBeUndefined();
});

import { expect, it } from 'vitest';
import { grantedScopes } from '../../../src/toast/scopes.js';

const jwt = (payload: unknown) =>
  ['header', Buffer.from(JSON.stringify(payload)).toString('base64url'), 'signature'].join('.');

it('grantedScopes returns the scopes in the token’s claim', () => {
  expect(grantedScopes(jwt({ scope: 'orders:read menus:read', exp: 1 }))).toEqual(
    new Set(['orders:read', 'menus:read']),
  );
});

it.each([
  ['has no claim `scope`', jwt({ exp: 1 })],
  ['has an empty claim', jwt({ scope: '' })],
  ['is not a JWT', 'opaque'],
  ['has a payload that is not JSON', 'a.b.c'],
])('grantedScopes returns undefined if the token %s', (_, token) => {
  expect(grantedScopes(token)).toBeUndefined();
});

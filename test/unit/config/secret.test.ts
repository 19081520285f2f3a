import { format, inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../src/config/secret.js';

const secret = new Secret('hunter2');

describe('Secret', () => {
  it('returns its text from reveal()', () => {
    expect(secret.reveal()).toBe('hunter2');
  });

  it.each<[string, string]>([
    ['String', String(secret)],
    ['a template', `${secret}`],
    ['concatenation', '' + secret],
    ['JSON', JSON.stringify({ secret })],
    ['inspect', inspect({ nested: { secret } }, { showHidden: true, depth: null })],
    ['format', format('%s %j %o %O', secret, secret, secret, secret)],
    ['its own keys', JSON.stringify(Reflect.ownKeys(secret))],
    ['a copy', inspect({ ...secret })],
    ['an error', inspect(new Error('x', { cause: secret }))],
  ])('does not show its text in %s', (_, shown) => {
    expect(shown).not.toContain('hunter2');
  });
});

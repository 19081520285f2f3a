import { expect, it } from 'vitest';
import { nearest, suggestNearest } from '../../src/nearest.js';

const resources = ['orders', 'employees', 'jobs', 'cash_entries', 'cash_deposits'];

it.each([
  ['order', ['orders']],
  ['Orders', ['orders']],
  ['employes', ['employees']],
  ['cash_entrys', ['cash_entries']],
  ['invoices', []],
])('nearest to %s are %j', (name, expected) => {
  expect(nearest(name, resources)).toEqual(expected);
});

it('names at most three, the best first', () => {
  expect(nearest('abcd', ['abce', 'abcd', 'abdd', 'bbcd', 'zzzz'])).toEqual([
    'abcd',
    'abce',
    'abdd',
  ]);
});

it('says something else when nothing is near', () => {
  expect(suggestNearest('order', resources, 'Look it up.')).toBe('Did you mean orders?');
  expect(suggestNearest('invoices', resources, 'Look it up.')).toBe('Look it up.');
});

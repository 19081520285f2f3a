import { expect, it } from 'vitest';
import { nearest, suggestNearest } from '../../src/nearest.js';

const resources = ['orders', 'employees', 'jobs', 'cash_entries', 'cash_deposits'];

it.each([
  ['order', ['orders']],
  ['Orders', ['orders']],
  ['employes', ['employees']],
  ['cash_entrys', ['cash_entries']],
  ['invoices', []],
])('nearest to %s are the resources %j', (name, expected) => {
  expect(nearest(name, resources)).toEqual(expected);
});

it('nearest returns at most three candidates, the most similar first', () => {
  expect(nearest('abcd', ['abce', 'abcd', 'abdd', 'bbcd', 'zzzz'])).toEqual([
    'abcd',
    'abce',
    'abdd',
  ]);
});

it('suggestNearest falls back to the other text if no candidate is similar', () => {
  expect(suggestNearest('order', resources, 'Look it up.')).toBe('Did you mean orders?');
  expect(suggestNearest('invoices', resources, 'Look it up.')).toBe('Look it up.');
});

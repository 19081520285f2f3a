import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../../src/errors.js';
import { chooseRestaurants } from '../../../../src/extract/discover/choose-restaurants.js';

const [cafe, grill, bar, unnamed] = [
  'c0ffee00-0000-4000-8000-000000000001',
  'c0ffee00-0000-4000-8000-000000000002',
  'c0ffee00-0000-4000-8000-000000000003',
  'c0ffee00-0000-4000-8000-000000000004',
] as const;

const found = {
  restaurantIds: [cafe, grill, bar, unnamed],
  names: new Map([
    [cafe, 'Corner Cafe, Main Street'],
    [grill, 'The Grill, Main Street'],
    [bar, 'The Bar, Harbour'],
  ]),
};

function suggestionFor(wanted: string): string {
  try {
    chooseRestaurants(found, [wanted]);
  } catch (error) {
    if (error instanceof UsageError) return error.suggestion ?? '';
  }
  throw new Error('A UsageError was expected');
}

describe('chooseRestaurants', () => {
  it.each([
    [undefined, [cafe, grill, bar, unnamed]],
    [['main street'], [cafe, grill]],
    [[unnamed.toUpperCase()], [unnamed]],
    [
      ['the bar', 'MAIN', bar],
      [bar, cafe, grill],
    ],
  ])('of %j are %j', (only, expected) => {
    expect(chooseRestaurants(found, only)).toEqual(expected);
  });

  it.each([
    ['Harbor', `Did you mean ${bar} The Bar, Harbour?`],
    [
      'Mian Street',
      `Did you mean ${cafe} Corner Cafe, Main Street; ${grill} The Grill, Main Street?`,
    ],
    [unnamed.replace('4', '5'), unnamed],
  ])('refuses %s, and names the nearest', (wanted, suggestion) => {
    expect(suggestionFor(wanted)).toContain(suggestion);
  });

  it.each(['Somewhere else entirely', ''])('refuses %j, and names what there is', (wanted) => {
    expect(suggestionFor(wanted)).toBe(
      `Choose from: ${cafe} Corner Cafe, Main Street; ${grill} The Grill, Main Street; ${bar} The Bar, Harbour; ${unnamed}.`,
    );
  });

  it('does not list hundreds', () => {
    const restaurantIds = Array.from({ length: 50 }, (_, i) => `id-${i}`);
    expect(() => chooseRestaurants({ restaurantIds, names: new Map() }, ['elsewhere'])).toThrow(
      UsageError,
    );
    try {
      chooseRestaurants({ restaurantIds, names: new Map() }, ['elsewhere']);
    } catch (error) {
      expect((error as UsageError).suggestion).toMatch(/id-19 and 30 more\.$/);
    }
  });
});

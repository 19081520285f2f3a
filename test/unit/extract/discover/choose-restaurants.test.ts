import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../../src/errors.js';
import { chooseRestaurants } from '../../../../src/extract/discover/choose-restaurants.js';

const [cafe, grill, bar, unnamed] = [
  'c0ffee00-0000-4000-8000-000000000001',
  'c0ffee00-0000-4000-8000-000000000002',
  'c0ffee00-0000-4000-8000-000000000003',
  'c0ffee00-0000-4000-8000-000000000004',
] as const;

const discovery = {
  restaurantIds: [cafe, grill, bar, unnamed],
  names: new Map([
    [cafe, 'Corner Cafe, Main Street'],
    [grill, 'The Grill, Main Street'],
    [bar, 'The Bar, Harbour'],
  ]),
};

function suggestionFor(name: string): string {
  try {
    chooseRestaurants(discovery, [name]);
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
  ])('given %j returns %j', (only, expected) => {
    expect(chooseRestaurants(discovery, only)).toEqual(expected);
  });

  it.each([
    ['Harbor', 'Did you mean The Bar, Harbour?'],
    ['Mian Street', 'Did you mean Corner Cafe, Main Street; The Grill, Main Street?'],
    [unnamed.replace('4', '5'), unnamed],
  ])('rejects %s and suggests the nearest names', (name, suggestion) => {
    expect(suggestionFor(name)).toContain(suggestion);
  });

  it('tells restaurants of one name apart by their GUIDs', () => {
    const names = new Map([cafe, bar].map((id) => [id, 'Corner Cafe']));
    const choose = () => chooseRestaurants({ restaurantIds: [cafe, bar], names }, ['Bar']);
    expect(choose).toThrow(
      expect.objectContaining({
        suggestion: `Choose from: Corner Cafe (${cafe}); Corner Cafe (${bar}).`,
      }),
    );
  });

  it.each(['Somewhere else entirely', ''])(
    'rejects %j and lists the accessible restaurants',
    (name) => {
      expect(suggestionFor(name)).toBe(
        `Choose from: ${unnamed}; Corner Cafe, Main Street; The Bar, Harbour; The Grill, Main Street.`,
      );
    },
  );

  it('lists at most 20 restaurants in its suggestion', () => {
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

import { expect, it } from 'vitest';
import { judgeMissing } from '../../../../src/extract/load/missing-restaurants.js';

const hour = 60 * 60_000;
const now = Date.UTC(2026, 2, 10);
const ten = 'abcdefghij'.split('');

const judge = (listed: string, missingSince: Record<string, number> = {}, accepted = false) => {
  const { removed, kept } = judgeMissing({
    known: ten,
    listed: new Set(listed),
    missingSince: new Map(Object.entries(missingSince)),
    now,
    acceptMissing: accepted,
  });
  return { removed: [...removed.keys()].join(''), kept: [...kept.keys()].join('') };
};

it.each([
  ['none', 'abcdefghij', { removed: '', kept: '' }],
  ['one', 'abcdefghi', { removed: 'j', kept: '' }],
  ['a fifth', 'abcdefgh', { removed: 'ij', kept: '' }],
  ['more than a fifth', 'abcdefg', { removed: '', kept: 'hij' }],
  ['all', '', { removed: '', kept: 'abcdefghij' }],
])('if %s of ten restaurants are missing, %j being listed: %j', (_, listed, expected) => {
  expect(judge(listed)).toEqual(expected);
});

it('one of two restaurants may go at once, two of two may not', () => {
  const of = (listed: string[]) =>
    judgeMissing({
      ...{ known: ['a', 'b'], listed: new Set(listed), missingSince: new Map(), now },
      acceptMissing: false,
    });
  expect(of(['a'])).toEqual({ removed: new Map([['b', now]]), kept: new Map() });
  expect(of([]).kept.size).toBe(2);
});

it('many restaurants are gone if the user says so, or if they were missing a day ago', () => {
  const since = (hours: number) =>
    Object.fromEntries(['h', 'i', 'j'].map((id) => [id, now - hours * hour]));
  expect(judge('abcdefg', {}, true)).toEqual({ removed: 'hij', kept: '' });
  expect(judge('abcdefg', since(2))).toEqual({ removed: '', kept: 'hij' });
  expect(judge('abcdefg', since(23.5))).toEqual({ removed: 'hij', kept: '' });
  expect(judge('abcd', since(23.5))).toEqual({ removed: 'hij', kept: 'efg' });
});

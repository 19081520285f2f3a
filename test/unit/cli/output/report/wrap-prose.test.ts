import { expect, it } from 'vitest';
import { wrapProse } from '../../../../../src/cli/output/report/wrap-prose.js';

it('wrapProse breaks lines between words, but no quoted SQL, no list and no long word', () => {
  const text = [
    'Toast refused the credentials.',
    'LINE 1: select nothing from nowhere',
    '               ^',
    'See https://example.com/docs/credentials',
  ];
  expect(wrapProse(text.join('\n'), 20).split('\n')).toEqual([
    ...['Toast refused the', 'credentials.'],
    ...text.slice(1, 3),
    ...['See', 'https://example.com/docs/credentials'],
  ]);
  expect(wrapProse(text.join('\n'), undefined)).toBe(text.join('\n'));
});

it('wrapProse breaks at 100 characters in wider terminals, whose prose would be hard to read', () => {
  const lines = wrapProse('word '.repeat(60).trim(), 200).split('\n');
  expect(lines.map(({ length }) => length)).toEqual([99, 99, 99]);
});

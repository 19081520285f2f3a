import { expect, it } from 'vitest';
import { sortStarLists } from '../../../../src/transform/stamps/view-text.js';

it.each([
  ['SELECT * EXCLUDE (b, a) FROM t', 'SELECT * EXCLUDE (a, b) FROM t'],
  [
    `SELECT * EXCLUDE (b, a) REPLACE (f(y, x) AS d, ', (' AS c) FROM t`,
    `SELECT * EXCLUDE (a, b) REPLACE (', (' AS c, f(y, x) AS d) FROM t`,
  ],
  [
    'SELECT f((SELECT * RENAME (b AS c, a AS d) FROM t), x)',
    'SELECT f((SELECT * RENAME (a AS d, b AS c) FROM t), x)',
  ],
])('the lists of stars are sorted: %s', (sql, sorted) => {
  expect(sortStarLists(sql)).toBe(sorted);
});

it.each([
  "SELECT replace(b, 'x', 'a'), greatest(b, a) FROM t",
  `SELECT "it""s * EXCLUDE (b, a)", ' * EXCLUDE (b, a)' FROM t`,
])('everything else keeps its order: %s', (sql) => {
  expect(sortStarLists(sql)).toBe(sql);
});

import { expect, it } from 'vitest';
import { jsonProblem } from '../../../src/config/json-problem.js';

it.each([
  ['{\n  "a": 1\n  "b": 2\n}', 3, 3, 'a comma is missing'],
  ['{\n  "a": "x,\n  "b": 2\n}', 2, 8, 'a closing quote is missing'],
  ['{\n  "a": 1,\n}', 3, 1, 'a name in double quotes is expected'],
  ['{\n  "a": 1', 2, 9, 'a closing brace } is missing'],
  ['{"a": [1, 2', 1, 12, 'a closing bracket ] is missing'],
  ['{"a" 1}', 1, 6, 'a colon is missing'],
  ['{"a": 1, // why\n"b": 2}', 1, 10, 'comments are not allowed'],
  ['{"a": }', 1, 7, 'a value is expected'],
  ['{"a": nope}', 1, 7, 'the text here is not JSON'],
  ['', 1, 1, 'a value is expected'],
])('the problem of %j is in line %i, column %i: %s', (text, line, column, what) => {
  expect(jsonProblem(text)).toEqual({ line, column, what });
});

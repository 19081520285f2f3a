import { expect, it } from 'vitest';
import { plainParseError } from '../../../src/cli/parse-error.js';

it.each([
  [
    'Parsing --threads \n\tExpected an integer but received: x\nSee more help with --help',
    '--threads must be an integer, not x.\nSee more help with --help',
  ],
  [
    'Parsing --n \n\tExpected an integer greater than or equal to 1 but received: 0',
    '--n must be an integer greater than or equal to 1, not 0.',
  ],
  ['Parsing --wait \n\t--wait x is not a duration.', '--wait x is not a duration.'],
  ['Nonexistent flag: --x', 'Nonexistent flag: --x'],
])('%j is reported as %j', (message, shown) => {
  expect(plainParseError(message)).toBe(shown);
});

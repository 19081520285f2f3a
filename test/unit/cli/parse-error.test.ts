import { expect, it } from 'vitest';
import { explainParseError } from '../../../src/cli/parse-error.js';
import { UsageError } from '../../../src/errors.js';

const command = { name: 'toast status', flags: ['restaurant', 'failed'] };
const help = '`toast status --help` describes each flag.';

/* Messages as oclif's parser has them. */
it.each([
  [
    'Parsing --threads \n\tExpected an integer but received: x\nSee more help with --help',
    '--threads must be an integer, not x.',
    help,
  ],
  [
    'Parsing --n \n\tExpected an integer greater than or equal to 1 but received: 0',
    '--n must be an integer greater than or equal to 1, not 0.',
    help,
  ],
  [
    'Nonexistent flag: --faild\nSee more help with --help',
    'There is no flag --faild.',
    'Did you mean --failed?',
  ],
  [
    'Nonexistent flags: --one, --two\nSee more help with --help',
    'There are no flags --one, --two.',
    help,
  ],
  ['Flag --restaurant expects a value', '--restaurant needs a value.', help],
  [
    'Expected --guests=all to be one of: drop, hash, keep\nSee more help with --help',
    '--guests must be one of drop, hash, keep, not all.',
    help,
  ],
  [
    'The following error occurred:\n  \u001b[2m--quiet=true cannot also be provided when using --verbose\u001b[22m\nSee more help with --help',
    '--quiet and --verbose cannot be used together.',
    help,
  ],
  [
    'Unexpected argument: y\nSee more help with --help',
    'There is an argument too many: y.',
    'A text with spaces needs quotes. `toast status --help` shows the usage.',
  ],
  [
    'Missing 1 required arg:\ntarget  Name of a target.\nSee more help with --help',
    'An argument is missing:\ntarget  Name of a target.',
    '`toast status --help` shows the usage.',
  ],
])('%j is reported as %j', (message, shown, suggestion) => {
  expect(explainParseError(new Error(message), command)).toMatchObject({
    ...{ name: 'UsageError', exitCode: 2 },
    ...{ message: shown, suggestion },
  });
});

it("keeps the suggestion of a flag's own error, and all other errors", () => {
  const own = new UsageError('--wait x is not a duration.', { suggestion: 'Use 10m.' });
  own.message = `Parsing --wait \n\t${own.message}\nSee more help with --help`;
  expect(explainParseError(own, command)).toMatchObject({
    ...{ message: '--wait x is not a duration.', suggestion: 'Use 10m.' },
  });
  const other = new Error('Something else.');
  expect(explainParseError(other, command)).toBe(other);
});

import type { Hook } from '@oclif/core';
import { expect, it } from 'vitest';
import commandNotFound from '../../../src/cli/command-not-found.js';

const config = { bin: 'toast', commandIDs: ['run', 'status', 'token:clear', 'token:rotate'] };

it.each([
  ['stats', 'There is no command stats.', 'Did you mean `toast status`?'],
  ['token:cler', 'There is no command token cler.', 'Did you mean `toast token clear`?'],
  ['token:x', 'There is no command token x.', '`toast token --help` lists the commands.'],
  ['something', 'There is no command something.', '`toast help` lists the commands.'],
  [
    '--quiet',
    'There is no command before --quiet.',
    'Flags come after the command, as in `toast status --json`.',
  ],
  ['run:all', '`toast run` takes no argument all.', '`toast run --help` shows the usage.'],
])('for %s: %s %s', async (id, message, suggestion) => {
  const options = { id, config } as unknown as Parameters<Hook.CommandNotFound>[0];
  const thrown = Promise.resolve(commandNotFound.call({} as Hook.Context, options));
  const error = await thrown.catch((caught: unknown) => caught);
  expect(error).toMatchObject({ message, suggestions: [suggestion], oclif: { exit: 2 } });
});

it.each([
  ['stats', ['--json'], 'There is no command stats.', 'Did you mean `toast status`?'],
  [
    '--json',
    ['stats'],
    'There is no command before --json.',
    'Flags come after the command, as in `toast status --json`.',
  ],
])(
  'with --json, the error of %s %j is the JSON that commands print',
  async (id, argv, message, suggestion) => {
    const printed: string[] = [];
    const exited: number[] = [];
    const context = {
      log: (line: string) => printed.push(line),
      exit: (code: number) => exited.push(code),
    } as unknown as Hook.Context;
    const options = { id, argv, config };
    await commandNotFound.call(context, options as unknown as Parameters<Hook.CommandNotFound>[0]);
    expect(exited).toEqual([2]);
    expect(JSON.parse(printed.join('\n'))).toEqual({
      status: 2,
      error: {
        name: 'UsageError',
        message,
        suggestion,
      },
      warnings: [],
    });
  },
);

import { Errors, type Hook, type Interfaces } from '@oclif/core';
import { exitCodes } from '../errors.js';
import { nearest } from '../nearest.js';
import type { JsonEnvelope } from './base-command.js';

/**
 * Says which command there is not, or which takes no argument, and what to type instead. oclif calls it
 * with the words of the command line up to the first flag, joined with colons.
 */
const commandNotFound: Hook.CommandNotFound = async function ({ id, argv = [], config }) {
  const { message, suggestion } = explain(id, config);
  if (![id, ...argv].includes('--json')) {
    Errors.error(message, { exit: exitCodes.usage, suggestions: [suggestion] });
  }
  const envelope: JsonEnvelope<never> = {
    status: exitCodes.usage,
    error: { name: 'UsageError', message, suggestion },
    warnings: [],
  };
  this.log(JSON.stringify(envelope, null, 2));
  this.exit(exitCodes.usage);
};

export default commandNotFound;

function explain(id: string, { bin, commandIDs }: Pick<Interfaces.Config, 'bin' | 'commandIDs'>) {
  const words = id.split(':');
  const typed = (command: string) => `\`${bin} ${command.replaceAll(':', ' ')}\``;
  const [first = ''] = words;
  if (first.startsWith('-')) {
    return {
      message: `There is no command before ${first}.`,
      suggestion: `Flags come after the command, as in ${typed('status --json')}.`,
    };
  }
  const isTopic = commandIDs.some((each) => each.startsWith(`${first}:`));
  if (commandIDs.includes(first) && !isTopic) {
    return {
      message: `${typed(first)} takes no argument ${words.slice(1).join(' ')}.`,
      suggestion: `${typed(`${first} --help`)} shows the usage.`,
    };
  }
  const near = nearest(id, commandIDs).map(typed);
  const list = typed(isTopic ? `${first} --help` : 'help');
  return {
    message: `There is no command ${words.join(' ')}.`,
    suggestion:
      near.length > 0 ? `Did you mean ${near.join(', ')}?` : `${list} lists the commands.`,
  };
}

import { Errors, type Hook } from '@oclif/core';
import { exitCodes } from '../errors.js';
import { nearest } from '../nearest.js';

/**
 * Says which command there is not, or which takes no argument, and what to type instead. oclif calls it
 * with the words of the command line up to the first flag, joined with colons.
 */
const commandNotFound: Hook.CommandNotFound = async function (options) {
  const { bin, commandIDs } = options.config;
  const words = options.id.split(':');
  const typed = (id: string) => `\`${bin} ${id.replaceAll(':', ' ')}\``;
  const [first = ''] = words;
  const isTopic = commandIDs.some((id) => id.startsWith(`${first}:`));
  if (commandIDs.includes(first) && !isTopic) {
    Errors.error(`${typed(first)} takes no argument ${words.slice(1).join(' ')}.`, {
      ...{ exit: exitCodes.usage, suggestions: [`${typed(`${first} --help`)} shows the usage.`] },
    });
  }
  const near = nearest(options.id, commandIDs).map(typed);
  const list = typed(isTopic ? `${first} --help` : 'help');
  Errors.error(`There is no command ${words.join(' ')}.`, {
    exit: exitCodes.usage,
    suggestions: [
      near.length > 0 ? `Did you mean ${near.join(', ')}?` : `${list} lists the commands.`,
    ],
  });
};

export default commandNotFound;

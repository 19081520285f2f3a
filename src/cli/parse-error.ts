import type { Command } from '@oclif/core';
import { ToastError, UsageError } from '../errors.js';
import { suggestNearest } from '../nearest.js';

/** The command whose line could not be parsed. */
export interface ParsedCommand {
  /** As the user types it: `toast status`. */
  readonly name: string;
  /** Names of its flags, without dashes. */
  readonly flags: readonly string[];
}

/** Describes a command for `explainParseError`. */
export function parsedCommand(command: Command): ParsedCommand {
  const { baseFlags, flags } = command.constructor as typeof Command;
  const name = `${command.config.bin} ${(command.id ?? '').replaceAll(':', ' ')}`;
  return { name, flags: Object.keys({ ...baseFlags, ...flags }) };
}

interface Explanation {
  readonly when: RegExp;
  readonly message: (...found: string[]) => string;
  readonly suggestion?: (command: ParsedCommand, ...found: string[]) => string;
}

const describeFlags = ({ name }: ParsedCommand) => `\`${name} --help\` describes each flag.`;
const showUsage = ({ name }: ParsedCommand) => `\`${name} --help\` shows the usage.`;

/* The messages of oclif's parser, which are made for the authors of a command line. */
const explanations: readonly Explanation[] = [
  {
    when: /^Parsing (--\S+) \n\tExpected (.*) but received: (.*)$/s,
    message: (flag, expected, received) => `${flag} must be ${expected}, not ${received}.`,
  },
  {
    when: /^Nonexistent flag: (.*)$/s,
    message: (flag) => `There is no flag ${flag}.`,
    suggestion: (command, flag = '') => {
      const flags = command.flags.map((name) => `--${name}`);
      return suggestNearest(flag, flags, describeFlags(command));
    },
  },
  { when: /^Nonexistent flags: (.*)$/s, message: (flags) => `There are no flags ${flags}.` },
  { when: /^Flag (--\S+) expects a value$/, message: (flag) => `${flag} needs a value.` },
  {
    when: /^Expected (--[\w-]+)=(.*) to be one of: (.*)$/s,
    message: (flag, given, options) => `${flag} must be one of ${options}, not ${given}.`,
  },
  {
    /* The parser dims it in a terminal. */
    when: /^The following error occurred:\n.*?(--[\w-]+)=.* cannot also be provided when using (--[\w-]+)/s,
    message: (flag, other) => `${flag} and ${other} cannot be used together.`,
  },
  {
    when: /^Unexpected arguments?: (.*)$/s,
    message: (given) => `There is an argument too many: ${given}.`,
    suggestion: (command) => `A text with spaces needs quotes. ${showUsage(command)}`,
  },
  {
    when: /^Missing \d+ required args?:\n(.*)$/s,
    message: (list) => `An argument is missing:\n${list}`,
    suggestion: showUsage,
  },
];

/**
 * Converts an error of the parser of the command line into one in plain words, which says what to do.
 * An error that a flag throws itself only loses the parser's words. Returns all others as they are.
 */
export function explainParseError<E extends Error>(
  error: E,
  command: ParsedCommand,
): E | UsageError {
  const text = error.message.replace(/\nSee more help with --help$/, '');
  if (error instanceof ToastError) {
    error.message = text.replace(/^Parsing --\S+ \n\t/, '');
    return error;
  }
  for (const { when, message, suggestion = describeFlags } of explanations) {
    const [whole, ...found] = when.exec(text) ?? [];
    if (whole === undefined) continue;
    return new UsageError(message(...found), { suggestion: suggestion(command, ...found) });
  }
  return error;
}

import { basename, delimiter, dirname, relative } from 'node:path';
import { isWithin } from '../paths.js';

export interface OwnProcess {
  /** Path of the program that runs, as Node has it. */
  readonly program: string;
  readonly cwd: string;
  /** The variable PATH. */
  readonly path: string;
}

const thisProcess = (): OwnProcess => ({
  program: process.argv[1] ?? '',
  cwd: process.cwd(),
  path: process.env.PATH ?? '',
});

/** Returns how a user calls this program again from the current folder. */
export function ownCommand({ program, cwd, path }: OwnProcess = thisProcess()): string {
  const folder = dirname(program);
  /* npx puts such a folder on the path, but only for what it starts. */
  if (folder.includes('_npx')) return 'npx toast-warehouse';
  /* Outside its project, npx would look for another package of this name. */
  if (folder.endsWith('.bin') && isWithin(cwd, dirname(dirname(folder)))) return 'npx toast';
  if (path.split(delimiter).includes(folder)) return basename(program);
  return `node ${quoted(relative(cwd, program))}`;
}

/** Puts a word of a command between quotes if a shell would take it apart. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

import { join } from 'node:path';
import { runNode, type Usage } from './run-node.js';

export const root = join(import.meta.dirname, '../..');

/** Path of the built command line. */
export const bin = join(root, 'bin/run.js');

/** Runs a command of the built `toast` in the folder `cwd`; returns its usage and its result. */
export async function toast<T>(
  cwd: string,
  args: readonly string[],
): Promise<{ usage: Usage; result: T }> {
  const { stdout, ...usage } = await runNode([bin, ...args, '--json'], cwd);
  return { usage, result: (JSON.parse(stdout) as { result: T }).result };
}

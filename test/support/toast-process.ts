import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { execa } from 'execa';
import { onTestFinished } from 'vitest';
import type { Ended } from './toast.js';

/** The built command line. */
export const bin = join(import.meta.dirname, '../../bin/run.js');

/** Runs `toast …` as built in a process of its own, in the folder `cwd` and with no variables but these. */
export async function toastProcess(
  cwd: string,
  args: string[],
  { input, environment = {} }: { input?: string; environment?: Record<string, string> } = {},
): Promise<Ended> {
  const { exitCode, stdout, stderr } = await execa(process.execPath, [bin, ...args], {
    cwd,
    reject: false,
    extendEnv: false,
    env: { PATH: process.env.PATH ?? '', HOME: cwd, TZ: 'Asia/Kathmandu', ...environment },
    ...(input === undefined ? {} : { input }),
  });
  return { exitCode, stdout, stderr };
}

/** Starts `toast …` as a process, which is killed when the test ends. */
export function startToast(
  cwd: string,
  args: string[],
  { stdin = 'ignore' }: { stdin?: 'ignore' | 'pipe' } = {},
): ChildProcess {
  const child = spawn(process.execPath, [bin, ...args], { cwd, stdio: [stdin, 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** Resolves with the first line that a stream of the child prints and `matches`. */
export async function lineOf(
  child: ChildProcess,
  stream: 'stdout' | 'stderr',
  matches: RegExp,
): Promise<string> {
  const input = child[stream];
  if (input === null) throw new Error('The child has no such stream.');
  const lines = createInterface({ input });
  const [line] = (await new Promise<[string]>((resolve, reject) => {
    lines.on('line', (text) => matches.test(text) && resolve([text]));
    void once(child, 'close').then(() => reject(new Error(`It ended without a line ${matches}.`)));
  })) as [string];
  return line;
}

/** Starts `toast simulate` on a free port; writes configuration.json to `cwd`. Returns its URL. */
export async function startSimulation(cwd: string, args: string[]): Promise<string> {
  const child = startToast(cwd, [
    ...['simulate', '--port', '0', '--write-configuration', 'configuration.json'],
    ...args,
  ]);
  /* The last line that it prints: the configuration has been written by then. */
  const ready = lineOf(child, 'stderr', /Ctrl-C/);
  const [url] = await Promise.all([lineOf(child, 'stdout', /^http/), ready]);
  return url;
}

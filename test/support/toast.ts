import { Console } from 'node:console';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { execute } from '@oclif/core';

export interface Ended {
  exitCode: number | undefined;
  stdout: string;
  stderr: string;
}

const bin = join(import.meta.dirname, '../../bin/run.js');

/**
 * Runs `toast …` as built, in the folder `cwd` and with no variables but these, within this process:
 * for tests of what a command prints, returns and leaves behind. Signals, locks, kills and what a
 * process loads take `toastProcess`. One at a time, since a process has one working directory.
 */
export async function toast(
  cwd: string,
  args: string[],
  { environment = {} }: { environment?: Record<string, string> } = {},
): Promise<Ended> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const output = Promise.all([text(stdout), text(stderr)]);
  const home = process.cwd();
  const { env, argv, exit, exitCode } = process;
  const { console } = globalThis;
  const writes = [process.stdout.write, process.stderr.write] as const;
  let exited: number | undefined;
  process.chdir(cwd);
  Object.assign(process, {
    env: { PATH: env.PATH, HOME: cwd, TZ: env.TZ, ...environment },
    argv: [process.execPath, bin, ...args],
    /* The framework calls it last. */
    exit: (code: number) => void (exited ??= code),
    exitCode: undefined,
  });
  globalThis.console = new Console(stdout, stderr);
  process.stdout.write = (...chunk) => alwaysReady(stdout, chunk);
  process.stderr.write = (...chunk) => alwaysReady(stderr, chunk);
  try {
    await execute({ args, dir: bin });
    exited ??= Number(process.exitCode ?? 0);
  } finally {
    process.chdir(home);
    Object.assign(process, { env, argv, exit, exitCode });
    globalThis.console = console;
    [process.stdout.write, process.stderr.write] = writes;
    /* The framework waits for it after each command. */
    process.stdout.removeAllListeners('drain');
    stdout.end();
    stderr.end();
  }
  const [out, err] = (await output).map((printed) => printed.replace(/\r?\n$/, ''));
  return { exitCode: exited, stdout: out ?? '', stderr: err ?? '' };
}

/* All that is printed is kept, so nobody ever has to wait for the stream to drain. */
function alwaysReady(stream: PassThrough, chunk: unknown[]): boolean {
  stream.write(...(chunk as Parameters<PassThrough['write']>));
  return true;
}

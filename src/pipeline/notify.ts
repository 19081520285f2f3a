import { spawn } from 'node:child_process';

/**
 * Runs a command of the user in the system's shell, with `input` as JSON on its standard input. Its output
 * goes to this process's standard error. Returns undefined if it ended with exit code 0, else what happened.
 */
export function notify(command: string, input: unknown): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(command, { shell: true, stdio: ['pipe', process.stderr, process.stderr] });
    child.once('error', (error) => resolve(`could not be started: ${error.message}`));
    child.once('close', (code, signal) =>
      resolve(code === 0 ? undefined : `ended with ${signal ?? `exit code ${code}`}`),
    );
    /* A command that does not read its input closes it. */
    child.stdin.on('error', () => undefined);
    child.stdin.end(`${JSON.stringify(input)}\n`);
  });
}

/*
 * Runs scripts of package.json side by side, and a command with them:
 *
 *   node scripts/in-parallel.js types lint -- vitest run
 *
 * What a script prints appears when it has ended; the command prints as it goes. Ends with 1 when one
 * of them failed.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';

const shell = process.platform === 'win32';

async function runScript(script) {
  const startedAt = Date.now();
  const child = spawn('npm', ['run', '--silent', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
    shell,
  });
  const [output, failed] = await Promise.all([
    Promise.all([buffer(child.stdout), buffer(child.stderr)]),
    hasFailed(child),
  ]);
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  const result = `${failed ? 'FAILED' : 'ok'}: npm run ${script} (${seconds} s)\n`;
  if (failed) process.stdout.write(Buffer.concat(output));
  return { failed, result };
}

async function runCommand([command, ...args]) {
  return hasFailed(spawn(command, args, { stdio: 'inherit', shell }));
}

async function hasFailed(child) {
  const [code] = await once(child, 'close');
  return code !== 0;
}

const args = process.argv.slice(2);
const end = args.includes('--') ? args.indexOf('--') : args.length;
const command = args.slice(end + 1);
const [commandFailed, ...scripts] = await Promise.all([
  command.length > 0 && runCommand(command),
  ...args.slice(0, end).map(runScript),
]);
/* At the end, where a long output of the command does not hide them. */
process.stdout.write(scripts.map(({ result }) => result).join(''));
process.exitCode = commandFailed || scripts.some(({ failed }) => failed) ? 1 : 0;

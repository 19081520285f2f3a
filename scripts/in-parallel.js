/*
 * Runs scripts of package.json side by side: node scripts/in-parallel.js types lint. What each prints
 * appears when it has ended. Ends with 1 when one of them failed.
 */
import { spawn } from 'node:child_process';
import { buffer } from 'node:stream/consumers';

async function run(script) {
  const startedAt = Date.now();
  const child = spawn('npm', ['run', '--silent', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const output = await Promise.all([buffer(child.stdout), buffer(child.stderr)]);
  const failed = (await ended) !== 0;
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  process.stdout.write(`${failed ? 'FAILED' : 'ok'}: npm run ${script} (${seconds} s)\n`);
  if (failed) process.stdout.write(Buffer.concat(output));
  return failed;
}

const failed = await Promise.all(process.argv.slice(2).map(run));
process.exitCode = failed.includes(true) ? 1 : 0;

import { execFile } from 'node:child_process';
import { signaturesVerdict, vulnerabilitiesVerdict } from './audit-verdict.js';

/*
 * Checks the signatures of all installed packages and the known vulnerabilities of those that are
 * installed with this one: npm run audit. Prints a line for each check. Ends with 1 when one failed,
 * with 0 when the registry does not answer it.
 */
const checks = [
  { args: ['audit', 'signatures'], read: signaturesVerdict },
  { args: ['audit', '--omit=dev', '--audit-level=high'], read: vulnerabilitiesVerdict },
];

/* A network that swallows packets must not hold up a build for minutes. */
const network = ['--fetch-retries=1', '--fetch-timeout=20000'];

function npm(args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    const options = { maxBuffer: 64 * 1024 * 1024, shell: process.platform === 'win32' };
    // npm also exits with 1 for what it found; the output tells.
    execFile('npm', [...args, '--json', ...network], options, (_error, stdout) => resolve(stdout));
  });
}

for (const { args, read } of checks) {
  const { outcome, details } = read(await npm(args));
  const reason = details === '' ? '' : ` (${details})`;
  process.stdout.write(`${outcome}: npm ${args.join(' ')}${reason}\n`);
  if (outcome === 'failed') process.exitCode = 1;
}

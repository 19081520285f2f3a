import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { summaryOf } from './test-results.js';

/*
 * Summarizes Vitest's JSON reports: tsx scripts/test-summary.ts STATUS "Node 26=lts.json" … Prints the failed
 * tests with their messages, how many tests each run skipped, and the totals. STATUS is 0 when all commands
 * of the runs have ended with 0. Ends with 1 when anything failed.
 */
const [status, ...reports] = process.argv.slice(2);
const runs = reports.map((argument) => {
  const [name = '', file = ''] = argument.split('=');
  return { name, report: read(file) };
});

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

const { lines, failed } = summaryOf(runs, status !== '0', (file) => relative(process.cwd(), file));
process.stdout.write(`${lines.join('\n')}\n`);
process.exitCode = failed === 0 ? 0 : 1;

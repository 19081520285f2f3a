import { execFileSync } from 'node:child_process';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Report } from '../../../src/report/document/report.js';
import { kindOf } from '../../../src/report/files/own-files.js';
import { toast } from '../../support/toast.js';

/**
 * Makes reports of a database of two restaurants in `cwd`, in every format and place, and one by `toast run`.
 * `date` is the last complete business date, `before` another one.
 */
export async function checkReports(cwd: string, date: string, before: string): Promise<void> {
  const { stdout } = await toast(cwd, ['report', '--output', 'all.json', '--json']);
  expect(JSON.parse(stdout)).toMatchObject({ result: { output: 'all.json' }, warnings: [] });
  const report = JSON.parse(await readFile(join(cwd, 'all.json'), 'utf8')) as Report;
  expect(report).toMatchObject({ businessDate: date, restaurants: [{}, {}] });
  expect(report.locations.totals).toMatchObject([{ currency: 'USD', restaurants: 2 }]);

  const one = ['report', '--restaurant', report.restaurants[0]?.id ?? ''];
  const message = await toast(cwd, [...one, '--date', before, '--format', 'markdown']);
  expect(message.stdout.split('\n')[0]).toMatch(/^\*\*Morning report: .*, 2026, .*\*\*$/);
  expect(message.stdout).toContain('**Net sales $');

  await checkPages(cwd, { one, date, before });
  await checkRefusals(cwd, before);
}

/* `toast run` writes into the folder that `toast report` uses, except for a part of the restaurants. */
async function checkPages(
  cwd: string,
  { one, date, before }: { one: string[]; date: string; before: string },
): Promise<void> {
  const environment = { TOAST_REPORT_FOLDER: 'report', TOAST_REPORT_KEEP_DAYS: '1' };
  const page = await toast(cwd, one, { environment });
  expect(page).toMatchObject({ exitCode: 0, stdout: 'report.html' });
  expect(kindOf(await readFile(join(cwd, 'report.html'), 'utf8'))).toBe('report');
  expect((await stat(join(cwd, 'report.html'))).mode & 0o777).toBe(0o600);

  const kept = join(cwd, 'report', `${before}.html`);
  const browser = await browserIn(cwd);
  const args = ['report', '--date', before, '--format', 'html', ...browser.flags, '--json'];
  const { stdout } = await toast(cwd, args, {
    environment: { ...environment, ...browser.environment },
  });
  expect(JSON.parse(stdout)).toMatchObject({
    status: 0,
    result: { businessDate: before, output: kept },
    warnings: [],
  });
  if (browser.opened !== undefined) {
    expect((await browser.opened).replace(/^file:\/\//, '')).toBe(kept);
  }
  const run = await toast(cwd, ['run', '--only', 'report', '--json'], { environment });
  expect(JSON.parse(run.stdout).result).toMatchObject({
    status: 'complete',
    steps: [{ step: 'report' }],
    report: {
      ...{ businessDate: date, deleted: [before] },
      path: join(cwd, 'report', `${date}.html`),
    },
  });
  expect((await readdir(join(cwd, 'report'))).toSorted()).toEqual([`${date}.html`, 'index.html']);
}

/* A browser that tells what it opens. Other systems than Linux do not ask BROWSER which program to start. */
async function browserIn(
  cwd: string,
): Promise<{ flags: string[]; environment: Record<string, string>; opened?: Promise<string> }> {
  if (process.platform !== 'linux') return { flags: [], environment: {} };
  const [pipe, browser] = [join(cwd, 'opened'), join(cwd, 'browser')];
  /* Reading a pipe waits until the program has written to it. */
  execFileSync('mkfifo', [pipe]);
  await writeFile(browser, `#!/bin/sh\nprintf %s "$1" > '${pipe}'\n`, { mode: 0o700 });
  const opened = readFile(pipe, 'utf8');
  return { flags: ['--open'], environment: { BROWSER: browser }, opened };
}

async function checkRefusals(cwd: string, date: string): Promise<void> {
  await writeFile(join(cwd, 'notes.md'), 'mine');
  const refusals = [
    [['--date', '2026-02-30'], '--date 2026-02-30 is not a date.'],
    [['--date', '2020-01-01'], /There is no data .* for 2020-01-01[^]*Name a date from 2026-/],
    [['--restaurant', 'nowhere'], /No accessible restaurant matches nowhere[^]*Choose from: /],
    [['--format', 'json', '--open'], '--open needs a report in an HTML file.'],
    [['--date', date, '--output', 'notes.md'], 'notes.md was not written by `toast report`'],
    [['--date', date, '--output', 'warehouse.duckdb', '--force'], 'would overwrite'],
  ] as const;
  for (const [args, message] of refusals) {
    const { exitCode, stdout, stderr } = await toast(cwd, ['report', ...args]);
    expect({ exitCode, stdout }, args.join(' ')).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr.replace(/\n\s*(›\s*)?/g, ' ')).toMatch(message);
  }
  expect(await readFile(join(cwd, 'notes.md'), 'utf8')).toBe('mine');
  expect((await toast(cwd, ['run', '--only', 'report'])).exitCode).toBe(3);
}

import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeNewDatabase } from '../support/database-template.js';
import { startSimulatedApi } from '../support/simulated-api.js';
import { tempDir } from '../support/temp-dir.js';
import { toast } from '../support/toast.js';

interface LogRecord {
  readonly command: string;
  readonly event: string;
  readonly restaurant?: string;
  readonly reason?: string;
}

function logOf(cwd: string): LogRecord[] {
  return readFileSync(join(cwd, 'logs', 'toast.log'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as LogRecord);
}

it('toast extract prints a summary, only problems with --quiet, all with --verbose, and logs all', async () => {
  const world = { restaurants: 1, ordersPerDay: 5, from: '2026-03-01', to: '2026-03-02' };
  const { simulator, configuration } = await startSimulatedApi(world);
  const cwd = await tempDir();
  await writeFile(
    join(cwd, 'configuration.json'),
    JSON.stringify({ ...configuration, resources: ['restaurants', 'jobs', 'orders'] }),
    { mode: 0o600 },
  );
  const whole = await toast(cwd, ['extract', '--quiet']);
  expect(whole).toMatchObject({ exitCode: 0, stdout: '', stderr: '' });

  simulator.setFaults({
    rules: [
      { endpoint: '/labor/v1/jobs', fault: { status: 400 } },
      { endpoint: '/orders/v2/ordersBulk', times: 1, fault: { status: 503 } },
    ],
  });
  const summary = await toast(cwd, ['extract']);
  expect(summary.exitCode).toBe(68);
  expect(summary.stdout).toMatch(/^orders +0 new, \d+ changed$/m);
  expect(summary.stdout).toMatch(/^restaurants +1, 1 not complete$/m);
  expect(summary.stdout).toMatch(/^skipped +jobs of [A-Z][^:]*: Toast answered 400/m);
  expect(summary.stdout).toContain(join(cwd, 'logs', 'toast.log'));
  expect(summary.stdout.split('\n').length).toBeLessThanOrEqual(10);
  const records = logOf(cwd);
  const skipped = records.find(({ event }) => event === 'window skipped');
  expect(skipped?.restaurant).toMatch(/^[A-Z]/);
  expect(skipped?.reason).toContain('Toast answered 400');
  expect(records.find(({ event }) => event === 'request retried')?.reason).toContain('503');
  expect(records.at(-1)).toMatchObject({ command: 'extract', event: 'extract partial' });

  const quiet = await toast(cwd, ['extract', '--quiet']);
  expect(quiet.stdout).toMatch(/^skipped +jobs of [^\n]*$/);
  const verbose = await toast(cwd, ['extract', '--verbose']);
  expect(verbose.stderr).toMatch(/^\d+ of \d+ done orders of [A-Z].*: \d+ rows?$/m);
  expect(verbose.stdout).toMatch(/│ jobs +│ +1 │ +0 │ +1 │/);
});

const project = ['--project-dir', '.'];

/* A folder with a project: a table with two equal rows, a test that fails, and further models. */
async function projectWith(models: Record<string, string>): Promise<string> {
  const cwd = await tempDir();
  const files = {
    'dbt_project.yml': 'name: shop',
    'models/a.sql': "{{ config(materialized='table') }}select unnest([1, 1]) as i",
    'models/s.yml': 'models: [{name: a, columns: [{name: i, data_tests: [unique]}]}]',
    ...models,
  };
  await mkdir(join(cwd, 'models'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(cwd, name), `${text}\n`);
  return cwd;
}

async function createDatabase(cwd: string): Promise<void> {
  await writeNewDatabase(join(cwd, 'warehouse.duckdb'));
}

it('toast test explains failures before warnings, and says which is which', async () => {
  const tests = '[{accepted_values: {values: [2], config: {severity: warn}}}, unique]';
  const cwd = await projectWith({
    'models/s.yml': `models: [{name: a, columns: [{name: i, data_tests: ${tests}}]}]`,
  });
  await createDatabase(cwd);
  await toast(cwd, ['transform', ...project, '--quiet']);
  const { exitCode, stderr } = await toast(cwd, ['test', ...project]);
  expect(exitCode).toBe(6);
  expect(stderr.match(/^models.*(?=, for example)/gm)).toEqual([
    'models/s.yml:1: unique_a_i: 1 failing row',
    'models/s.yml:1: accepted_values_a_i__2: warning, 1 failing row',
  ]);
});

it('toast transform and toast test log what they do, and errors', async () => {
  const cwd = await projectWith({ 'models/b.sql': "select nope from {{ ref('a') }}" });
  expect((await toast(cwd, ['test', ...project])).exitCode).toBe(5);
  expect(existsSync(join(cwd, 'logs'))).toBe(false);

  await createDatabase(cwd);
  const built = await toast(cwd, ['transform', ...project, '--quiet']);
  expect(built).toMatchObject({ exitCode: 6, stdout: '' });
  expect(built.stderr).toContain('b.sql:1');
  const tested = await toast(cwd, ['test', ...project, '--quiet']);
  expect(tested).toMatchObject({ exitCode: 6, stdout: '' });
  expect(tested.stderr).toContain('unique_a_i: 1 failing row, for example');
  const unknown = await toast(cwd, ['transform', ...project, '--select', 'nothing']);
  expect(unknown.exitCode).toBe(2);
  expect(logOf(cwd)).toMatchObject([
    { command: 'transform', event: 'transform started' },
    { event: 'model success', model: 'a' },
    { event: 'model error', model: 'b', reason: expect.stringContaining('b.sql:1') },
    { event: 'transform ended', built: 1 },
    { command: 'test', event: 'test started' },
    { event: 'test fail', test: 'unique_a_i', failures: 1, examples: [{ occurrences: 2 }] },
    { event: 'test ended' },
    { command: 'transform', event: 'transform started' },
    { event: 'transform failed', reason: expect.stringContaining('nothing') },
  ]);
});

it('a log that cannot be written ends transform, and is a warning for test, which only reads', async () => {
  const cwd = await projectWith({});
  await createDatabase(cwd);
  expect((await toast(cwd, ['transform', ...project])).exitCode).toBe(0);
  await rm(join(cwd, 'logs'), { recursive: true });
  await writeFile(join(cwd, 'logs'), '');
  expect((await toast(cwd, ['transform', ...project])).exitCode).toBe(5);
  const tested = await toast(cwd, ['test', ...project, '--json']);
  expect(JSON.parse(tested.stdout)).toMatchObject({
    status: 6,
    warnings: [expect.stringContaining('toast.log cannot be written')],
  });
});

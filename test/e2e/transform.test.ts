import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { writeNewDatabase } from '../support/database-template.js';
import { tempDir } from '../support/temp-dir.js';
import { toastProcess } from '../support/toast-process.js';
import { toast } from '../support/toast.js';

/** Creates a folder with an empty database and a project of these files. */
async function folderOf(files: Record<string, string>): Promise<string> {
  const cwd = await tempDir();
  for (const [file, text] of Object.entries({ 'dbt_project.yml': 'name: shop\n', ...files })) {
    await mkdir(dirname(join(cwd, 'shop', file)), { recursive: true });
    await writeFile(join(cwd, 'shop', file), text);
  }
  await writeNewDatabase(join(cwd, 'warehouse.duckdb'));
  return cwd;
}

const project = ['--project-dir', 'shop'];

it('toast transform and toast test build and test a project of the user in the default database', async () => {
  const cwd = await folderOf({
    'models/a.sql': "{{ config(materialized='table') }}select unnest([1, 1]) as i",
    'models/b.sql': "select * from {{ ref('a') }}",
    'models/s.yml': 'models: [{name: a, columns: [{name: i, data_tests: [unique, not_null]}]}]\n',
  });
  const built = await toastProcess(cwd, ['transform', ...project]);
  expect(built.exitCode).toBe(0);
  expect(built.stdout).toMatch(/^models +2 built, 0 unchanged$/m);

  const tested = await toastProcess(cwd, ['test', ...project]);
  expect(tested.exitCode).toBe(6);
  expect(tested.stdout).toMatch(/^tests +1 passed, 1 failed$/m);
  expect(tested.stderr).toContain('models/s.yml:1: unique_a_i: 1 failing row, for example');

  const { stdout } = await toast(cwd, ['test', ...project, '--select', 'not_null_a_i', '--json']);
  expect(JSON.parse(stdout)).toMatchObject({
    status: 0,
    result: { tests: [{ test: 'not_null_a_i', status: 'pass', failures: 0 }] },
  });
});

it('toast transform ends with exit code 6 when a model fails, and names its line', async () => {
  const cwd = await folderOf({ 'models/a.sql': 'select 1 as i,\n  nope as j' });
  const { exitCode, stdout, stderr } = await toast(cwd, ['transform', ...project]);
  expect(exitCode).toBe(6);
  expect(stdout).toMatch(/^models +0 built, 0 unchanged, 1 failed$/m);
  expect(stderr).toContain('models/a.sql:2: Binder Error');

  const json = await toast(cwd, ['transform', ...project, '--json']);
  expect(json.exitCode).toBe(6);
  expect(JSON.parse(json.stdout)).toMatchObject({
    status: 6,
    result: { models: [{ model: 'a', error: { message: expect.stringContaining('a.sql:2') } }] },
  });
});

it('toast transform does not create a database where there is none', async () => {
  const cwd = await tempDir();
  const { exitCode, stderr } = await toast(cwd, ['transform']);
  expect(exitCode).toBe(5);
  expect(stderr).toContain('toast run');
  expect((await toast(cwd, ['transform'])).exitCode).toBe(5);
});

import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readProjectFiles } from '../../src/transform/project/load-project.js';
import { storedName } from '../../src/transform/project/stored-project.js';
import { writeNewDatabase } from '../support/database-template.js';
import { tempDir } from '../support/temp-dir.js';
import { toastProcess } from '../support/toast-process.js';
import packageFile from '../../package.json' with { type: 'json' };

const repository = join(import.meta.dirname, '../..');
const ours = Object.keys(packageFile.dependencies);

/* The engine's coverage names every script that a process has run, however it was imported. */
async function loadedBy(args: string[], cwd?: string): Promise<string[]> {
  cwd ??= await tempDir();
  const coverage = await tempDir();
  const { exitCode } = await toastProcess(cwd, args, {
    environment: { NODE_V8_COVERAGE: coverage },
  });
  expect(exitCode).toBe(0);
  const [file = ''] = await readdir(coverage);
  const { result } = JSON.parse(await readFile(join(coverage, file), 'utf8')) as {
    result: { url: string }[];
  };
  return result
    .filter(({ url }) => url.startsWith('file:'))
    .map(({ url }) => relative(repository, fileURLToPath(url)).replaceAll(sep, '/'));
}

/* A dependency that brings its own copy of a package is not counted as that package. */
function packageOf(file: string): string | undefined {
  return /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1];
}

it.each([
  ['toast --help', ['--help']],
  ['the help of a command', ['extract', '--help']],
])('%s loads no command, and of the dependencies only the framework', async (_, args) => {
  const loaded = await loadedBy(args);
  expect(loaded).toContain('bin/run.js');
  expect(loaded.filter((file) => file.startsWith('dist/'))).toEqual([]);
  const packages = new Set(loaded.map(packageOf));
  expect(ours.filter((name) => packages.has(name))).toEqual(['@oclif/core']);
});

it('toast query loads the table renderer only for tables, and nothing of the extraction', async () => {
  const folder = await tempDir();
  await writeNewDatabase(join(folder, 'warehouse.duckdb'));
  const packages = async (format: string) => {
    const loaded = await loadedBy(['query', 'select 1', '--format', format], folder);
    return new Set(loaded.map(packageOf));
  };
  const [csv, table] = [await packages('csv'), await packages('table')];
  expect(csv).toContain('@duckdb/node-api');
  expect(table).toContain('wrap-ansi');
  for (const name of ['wrap-ansi', 'cross-fetch', 'nunjucks', 'zod'])
    expect(csv).not.toContain(name);
});

it('the build stores the models of the package, parsed, as they are', async () => {
  const stored = await readdir(join(repository, 'dist/projects'));
  expect(stored).toEqual([storedName(readProjectFiles(repository), 'toast')]);
});

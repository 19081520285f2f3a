import { chmod, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, it } from 'vitest';
import { writeNewDatabase } from '../support/database-template.js';
import { tempDir } from '../support/temp-dir.js';
import { bin, toastProcess } from '../support/toast-process.js';
import { toast } from '../support/toast.js';
import { needs } from '../support/vitest/needs.js';

const needsModes = needs('permissions of files', process.platform !== 'win32');

async function modeOf(path: string): Promise<string> {
  return ((await stat(path)).mode & 0o777).toString(8);
}

it(
  'toast query writes a result that only its owner can read, with umask 0',
  needsModes,
  async () => {
    const cwd = await tempDir();
    await writeNewDatabase(join(cwd, 'warehouse.duckdb'));
    const query = ['query', 'select 1', '--format', 'parquet', '--output', 'result.parquet'];
    const parameters = ['-c', 'umask 0; exec "$@"', 'bash', process.execPath, bin, ...query];
    await execa('bash', parameters, { cwd });
    expect(await modeOf(join(cwd, 'result.parquet'))).toBe('600');
  },
);

it('toast keeps all that it writes private, before it opens a database', needsModes, async () => {
  const script = `process.on('exit', () => console.error(process.umask().toString(8)))`;
  const environment = {
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(script)}`,
  };
  const { stderr } = await toastProcess(await tempDir(), ['--version'], { environment });
  expect(stderr).toBe('77');
});

it('a database that others can read draws a warning, unless it is shared', needsModes, async () => {
  const cwd = await tempDir();
  const path = join(cwd, 'warehouse.duckdb');
  await writeNewDatabase(path);
  const warnings = async (environment = {}) => {
    const { stdout } = await toast(cwd, ['query', 'select 1', '--json'], { environment });
    return JSON.parse(stdout).warnings as string[];
  };
  expect(await warnings()).toEqual([]);
  await chmod(path, 0o644);
  expect(await warnings()).toEqual([expect.stringContaining(`chmod 600 ${path}`)]);
  const shared = { TOAST_DATABASE_MODE: '0640' };
  expect(await warnings(shared)).toEqual([expect.stringContaining(`chmod 640 ${path}`)]);
  const cleared = await toast(cwd, ['token', 'clear', '--json'], { environment: shared });
  expect(JSON.parse(cleared.stdout)).toMatchObject({ status: 0, warnings: [] });
  expect(await modeOf(path)).toBe('640');
  expect(await warnings(shared)).toEqual([]);
});

it('toast query warns of the name of a database, and says which names are fine', async () => {
  const cwd = await tempDir();
  await writeNewDatabase(join(cwd, 'toast.duckdb'));
  const { stdout } = await toast(cwd, ['query', 'select 1', '-d', 'toast.duckdb', '--json']);
  const { status, warnings } = JSON.parse(stdout) as { status: number; warnings: string[] };
  expect(status).toBe(0);
  expect(warnings).toEqual([expect.stringMatching(/toast\.duckdb.*warehouse\.duckdb/)]);
});

it('toast demo refuses a database that it did not make', async () => {
  const cwd = await tempDir();
  const path = join(cwd, 'warehouse.duckdb');
  await writeNewDatabase(path);
  const before = await readFile(path);
  const { stdout } = await toast(cwd, ['demo', '-d', 'warehouse.duckdb', '--json']);
  expect(JSON.parse(stdout)).toMatchObject({
    status: 5,
    error: { message: `${path} was not made by \`toast demo\`, so it is not replaced.` },
  });
  expect(await readFile(path)).toEqual(before);
  expect(await readdir(cwd)).toEqual(['warehouse.duckdb']);
});

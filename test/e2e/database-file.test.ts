import { chmod, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, it } from 'vitest';
import { Warehouse } from '../../src/warehouse/warehouse.js';
import { startSimulatedApi } from '../support/simulated-api.js';
import { tempDir } from '../support/temp-dir.js';
import { bin } from '../support/toast-process.js';
import { toast } from '../support/toast.js';
import { needs } from '../support/vitest/needs.js';

const needsModes = needs('permissions of files', process.platform !== 'win32');

async function modeOf(path: string): Promise<string> {
  return ((await stat(path)).mode & 0o777).toString(8);
}

it('toast makes files that only their owner can read, whatever the umask', needsModes, async () => {
  const cwd = await tempDir();
  await startSimulatedApi(cwd, { from: '2026-03-04', to: '2026-03-04' });
  const run = (...args: string[]) =>
    execa('bash', ['-c', 'umask 0; exec "$@"', 'bash', process.execPath, bin, ...args], { cwd });
  await run('resources', '--check');
  expect(await modeOf(join(cwd, 'warehouse.duckdb'))).toBe('600');
  await run('query', 'select 1', '--format', 'parquet', '--output', 'out.parquet');
  expect(await modeOf(join(cwd, 'out.parquet'))).toBe('600');
});

it('a database that others can read draws a warning, unless it is shared', needsModes, async () => {
  const cwd = await tempDir();
  const path = join(cwd, 'warehouse.duckdb');
  (await Warehouse.open(path, { mode: 'write' })).close();
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
  (await Warehouse.open(join(cwd, 'toast.duckdb'), { mode: 'write' })).close();
  const { stdout } = await toast(cwd, ['query', 'select 1', '-d', 'toast.duckdb', '--json']);
  const { status, warnings } = JSON.parse(stdout) as { status: number; warnings: string[] };
  expect(status).toBe(0);
  expect(warnings).toEqual([expect.stringMatching(/toast\.duckdb.*warehouse\.duckdb/)]);
});

import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeNewDatabase } from '../support/database-template.js';
import { holdElsewhere } from '../support/hold-elsewhere.js';
import { startApiFor } from '../support/simulated-api.js';
import { tempDir } from '../support/temp-dir.js';
import { lineOf, startToast, toastProcess } from '../support/toast-process.js';
import { toast } from '../support/toast.js';

async function folder(): Promise<{ cwd: string; path: string }> {
  const cwd = await tempDir();
  const path = join(cwd, 'warehouse.duckdb');
  await writeNewDatabase(path);
  return { cwd, path };
}

describe('while another process has the database open for writing', () => {
  it('every command names that process, waits no longer than --wait allows, and changes nothing', async () => {
    const { cwd, path } = await folder();
    const { pid } = await holdElsewhere(path, 'write');
    const before = await readFile(path);
    for (const command of ['query x', 'status', 'transform', 'test', 'token clear']) {
      const { exitCode, stdout, stderr } = await toast(cwd, command.split(' '));
      expect({ command, exitCode, stdout }).toEqual({ command, exitCode: 5, stdout: '' });
      expect(stderr).toContain(`(PID ${pid})`);
      expect(stderr).not.toContain('Waiting');
    }
    const waited = await toastProcess(cwd, ['status', '--wait', '1s', '--json']);
    expect(waited.exitCode).toBe(5);
    expect(JSON.parse(waited.stdout).error.message).toContain(`(PID ${pid})`);
    expect((await readFile(path)).equals(before)).toBe(true);
  });

  it('toast query --wait continues when the file is free', async () => {
    const { cwd, path } = await folder();
    const { pid, release } = await holdElsewhere(path, 'write');
    const query = startToast(cwd, ['query', 'select 42 as n', '--wait', '1m', '--format', 'csv']);
    const answer = lineOf(query, 'stdout', /^\d+/);
    const told = await lineOf(query, 'stderr', /Waiting/);
    await release();
    expect(told).toContain(`(PID ${pid})`);
    expect(await answer).toBe('42');
  });
});

describe('while an analyst has the database open for reading', () => {
  it('toast query reads it; toast extract fails, or waits with --wait until it is free or Ctrl-C', async () => {
    const { cwd, path } = await folder();
    const now = new Date('2026-03-03T20:00:00Z');
    await startApiFor(cwd, { from: '2026-03-01', to: '2026-03-03', now });
    const analyst = await holdElsewhere(path, 'read');
    expect(await toast(cwd, ['query', 'select 1 as n', '--format', 'csv'])).toMatchObject({
      exitCode: 0,
      stdout: 'n\r\n1',
    });
    const refused = await toast(cwd, ['extract']);
    expect(refused.exitCode).toBe(5);
    expect(refused.stderr).toContain(`(PID ${analyst.pid})`);

    const stopped = startToast(cwd, ['extract', '--resources', 'jobs', '--wait', '1h']);
    await lineOf(stopped, 'stderr', /Waiting/);
    stopped.kill('SIGINT');
    expect(await once(stopped, 'exit')).toEqual([68, null]);

    const patient = startToast(cwd, ['extract', '--resources', 'jobs', '--wait', '1h']);
    await lineOf(patient, 'stderr', new RegExp(`PID ${analyst.pid}.*Waiting`));
    await analyst.release();
    expect(await once(patient, 'exit')).toEqual([0, null]);
  });
});

import { copyFile, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newKey } from '../../src/config/key.js';
import { holdElsewhere } from '../support/hold-elsewhere.js';
import { startApiFor } from '../support/simulated-api.js';
import { tempDir } from '../support/temp-dir.js';
import { toast } from '../support/toast.js';

const world = { from: '2026-03-01', to: '2026-03-03', now: new Date('2026-03-03T20:00:00Z') };

async function logins(cwd: string, environment = {}): Promise<number> {
  const args = ['extract', '--resources', 'jobs', '--json'];
  const { exitCode, stdout } = await toast(cwd, args, { environment });
  expect(exitCode).toBe(0);
  return JSON.parse(stdout).result.logins;
}

describe('toast token rotate', () => {
  it('changes the key without a new login; after toast token clear the next run logs in', async () => {
    const cwd = await tempDir();
    const file = join(cwd, 'configuration.json');
    await startApiFor(cwd, world);
    expect(await logins(cwd)).toBe(1);

    const before = await readFile(file, 'utf8');
    const { key } = JSON.parse(before);
    const holder = await holdElsewhere(join(cwd, 'warehouse.duckdb'), 'read');
    const busy = await toast(cwd, ['token', 'rotate', '--write-configuration']);
    expect(busy.exitCode).toBe(5);
    expect(await readFile(file, 'utf8')).toBe(before);
    await holder.release();

    /* No file can be created beside one with so long a name, so the database must not change either. */
    const long = join(cwd, `${'long'.repeat(60)}.json`);
    await copyFile(file, long);
    const refused = await toast(cwd, [
      'token',
      'rotate',
      '--write-configuration',
      '--config',
      long,
    ]);
    expect(refused.exitCode).toBe(3);
    expect(await readFile(long, 'utf8')).toBe(before);
    expect(await logins(cwd)).toBe(0);

    const args = ['token', 'rotate', '--write-configuration', '--json'];
    const { exitCode, stdout } = await toast(cwd, args);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      status: 0,
      result: { rotated: 1, unreadable: 0, configuration: file },
      warnings: [],
    });
    const after = await readFile(file, 'utf8');
    const written = JSON.parse(after).key as string;
    expect(written).not.toBe(key);
    expect(after).toBe(before.replace(key, written));
    expect(stdout).not.toContain(written);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await logins(cwd)).toBe(0);

    const given = newKey();
    const environment = { TOAST_NEW_KEY: given, TOAST_PRIVACY_GUESTS: 'hash' };
    const rotated = await toast(cwd, ['token', 'rotate'], { environment });
    expect(rotated.exitCode).toBe(0);
    expect(rotated.stderr).toContain('hashes of guest data change');
    expect(rotated.stdout + rotated.stderr).not.toContain(given);
    expect(await readFile(file, 'utf8')).toBe(after);
    expect(await logins(cwd, { TOAST_KEY: given })).toBe(0);

    const clear = async () => JSON.parse((await toast(cwd, ['token', 'clear', '--json'])).stdout);
    expect(await clear()).toMatchObject({ status: 0, result: { cleared: 1 } });
    expect(await clear()).toMatchObject({ status: 0, result: { cleared: 0 } });
    expect(await logins(cwd)).toBe(1);
  });

  it.each([
    ['no place to keep the new key', [], {}, 2],
    ['an invalid new key', [], { TOAST_NEW_KEY: 'short' }, 3],
    [
      'TOAST_KEY set and --write-configuration',
      ['--write-configuration'],
      { TOAST_KEY: newKey() },
      2,
    ],
  ])('with %s fails and changes nothing', async (_, flags, environment, expected) => {
    const cwd = await tempDir();
    const file = join(cwd, 'configuration.json');
    const text = JSON.stringify({
      ...{ clientId: 'x', clientSecret: 'y', domain: 'example.com' },
      ...{ initialSyncStart: '2026-01-01', key: newKey() },
    });
    await writeFile(file, text, { mode: 0o600 });
    const { exitCode, stderr } = await toast(cwd, ['token', 'rotate', ...flags], { environment });
    expect(exitCode).toBe(expected);
    expect(stderr).toContain('TOAST_NEW_KEY');
    expect(await readFile(file, 'utf8')).toBe(text);
  });
});

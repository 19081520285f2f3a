import { readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { openLogFile } from '../../../src/log/log-file.js';
import { tempDir } from '../../support/temp-dir.js';

const now = () => Date.parse('2026-03-10T04:15:00Z');

async function openLog(folder: string) {
  return openLogFile({ database: join(folder, 'warehouse.duckdb'), command: 'run', now });
}

function linesOf(path: string): unknown[] {
  return readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

it('keeps the records of all runs as JSON lines that only the owner can read', async () => {
  const folder = await tempDir();
  for (const event of ['run started', 'run complete']) {
    const log = await openLog(folder);
    log.write({ event, rows: 3n });
    await log.close();
  }
  const path = join(folder, 'logs', 'toast.log');
  const common = { time: '2026-03-10T04:15:00.000Z', command: 'run', rows: '3' };
  expect(linesOf(path)).toEqual([
    { ...common, event: 'run started' },
    { ...common, event: 'run complete' },
  ]);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(statSync(dirname(path)).mode & 0o077).toBe(0);
});

it('hides contacts of guests and passwords in URLs, however deep they are in a record', async () => {
  const log = await openLog(await tempDir());
  const reason = 'no order of ana@example.com, +1 312-555-0100, via http://me:pw@proxy';
  log.write({ event: 'window failed', problems: [{ reason }] });
  await log.close();
  expect(linesOf(log.path)).toMatchObject([
    { problems: [{ reason: 'no order of [hidden], [hidden], via http://[hidden]@proxy' }] },
  ]);
});

it('starts a new file after ten megabytes, and keeps the old one compressed', async () => {
  const folder = await tempDir();
  await mkdir(join(folder, 'logs'));
  await writeFile(join(folder, 'logs', 'toast.log'), `${'x'.repeat(10 * 1024 * 1024)}\n`);
  const log = await openLog(folder);
  log.write({ event: 'run started' });
  await log.close();
  const old = readdirSync(join(folder, 'logs')).filter((name) => name.endsWith('.gz'));
  expect(old).toHaveLength(1);
  expect(gunzipSync(readFileSync(join(folder, 'logs', String(old[0])))).length).toBeGreaterThan(
    10 * 1024 * 1024,
  );
  expect(statSync(join(folder, 'logs', String(old[0]))).mode & 0o077).toBe(0);
  expect(linesOf(log.path)).toMatchObject([{ event: 'run started' }]);
});

it('a file in the place of the folder is named', async () => {
  const folder = await tempDir();
  await writeFile(join(folder, 'logs'), '');
  await expect(openLog(folder)).rejects.toThrow(join(folder, 'logs', 'toast.log'));
});

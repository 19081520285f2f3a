import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { UsageError } from '../../../src/errors.js';
import { writeToFolder } from '../../../src/report/files/report-folder.js';
import { errorOf } from '../../support/error-of.js';
import { tempDir } from '../../support/temp-dir.js';

const page = '<!doctype html><head><meta name="generator" content="toast report"></head>';

async function folderOf(...dates: string[]): Promise<string> {
  const folder = join(await tempDir(), 'report');
  for (const date of dates) await writeToFolder({ folder }, date, page);
  return folder;
}

function linksIn(index: string): (string | undefined)[] {
  return [...index.matchAll(/<a href="([^"]*)"/g)].map(([, link]) => link);
}

it('a report is kept under its date, and the index links all of them, the newest first', async () => {
  const folder = await folderOf('2026-10-31', '2026-11-25', '2026-11-24');
  const written = await writeToFolder({ folder }, '2026-11-25', `${page} again`);
  expect(written).toEqual({
    businessDate: '2026-11-25',
    path: join(folder, '2026-11-25.html'),
    index: join(folder, 'index.html'),
    deleted: [],
  });
  expect(await readFile(written.path, 'utf8')).toBe(`${page} again`);
  const index = await readFile(written.index, 'utf8');
  expect(linksIn(index)).toEqual(['2026-11-25.html', '2026-11-24.html', '2026-10-31.html']);
  expect(index).toContain('>Wednesday, November 25, 2026</a>');
  expect([...index.matchAll(/<h2>(.*)<\/h2>/g)].map(([, month]) => month)).toEqual([
    'November 2026',
    'October 2026',
  ]);
  const modes = [folder, written.path, written.index].map(async (path) => (await stat(path)).mode);
  expect((await Promise.all(modes)).map((mode) => mode & 0o777)).toEqual([0o700, 0o600, 0o600]);
});

it('the policy of the index allows its own style and nothing else', async () => {
  const folder = await folderOf('2026-11-25');
  const index = await readFile(join(folder, 'index.html'), 'utf8');
  const [, policy] = /content-security-policy" content="([^"]*)"/.exec(index) ?? [];
  const [, style = ''] = /<style>([^]*)<\/style>/.exec(index) ?? [];
  const hash = createHash('sha256').update(style).digest('base64');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain(`style-src 'sha256-${hash}'`);
  expect(index).not.toMatch(/<script|https?:|unsafe/);
});

it('reports older than keepDays are deleted, counted from the newest; other files are not', async () => {
  const folder = await folderOf('2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24');
  const others = { '2026-01-01.html': 'mine', '2026-01-02.html.bak': page, 'notes.txt': page };
  for (const [name, text] of Object.entries(others)) await writeFile(join(folder, name), text);
  await mkdir(join(folder, '2026-01-03.html'));
  const written = await writeToFolder({ folder, keepDays: 3 }, '2026-11-25', page);
  expect(written.deleted).toEqual(['2026-11-21', '2026-11-22']);
  expect((await readdir(folder)).toSorted()).toEqual([
    ...['2026-01-01.html', '2026-01-02.html.bak', '2026-01-03.html'],
    ...['2026-11-23.html', '2026-11-24.html', '2026-11-25.html'],
    ...['index.html', 'notes.txt'],
  ]);
  const index = await readFile(written.index, 'utf8');
  expect(linksIn(index)).toEqual(['2026-11-25.html', '2026-11-24.html', '2026-11-23.html']);
});

it('a report that was asked for is not deleted at once, however old it is', async () => {
  const folder = await folderOf('2026-11-25');
  const old = await writeToFolder({ folder, keepDays: 1 }, '2026-03-01', page);
  expect(old.deleted).toEqual([]);
  expect(linksIn(await readFile(old.index, 'utf8'))).toContain('2026-03-01.html');
});

it.each(['2026-11-25.html', 'index.html'])(
  'a %s of another origin is not replaced, and nothing is written',
  async (name) => {
    const folder = await tempDir();
    await writeFile(join(folder, name), '<p>mine</p>');
    const error = await errorOf(writeToFolder({ folder }, '2026-11-25', page));
    expect(error).toBeInstanceOf(UsageError);
    expect(error.message).toContain(`${join(folder, name)} was not written by`);
    expect(await readdir(folder)).toEqual([name]);
    expect(await readFile(join(folder, name), 'utf8')).toBe('<p>mine</p>');
  },
);

it('a folder that cannot be made is an error that names it', async () => {
  const file = join(await tempDir(), 'file');
  await writeFile(file, '');
  const error = await errorOf(writeToFolder({ folder: join(file, 'report') }, '2026-11-25', page));
  expect(error).toBeInstanceOf(UsageError);
  expect(error.message).toMatch(/^The report cannot be written: .*file.* \(ENOTDIR\)\.$/);
});

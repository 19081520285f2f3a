import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Spool } from '../../../../src/extract/fetch/spool.js';
import { SpooledPages } from '../../../../src/extract/fetch/spooled-pages.js';
import { cashEntries } from '../../../../src/resources/cash.js';
import { tempDir } from '../../../support/temp-dir.js';

async function pagesOf(lists: readonly string[]) {
  const folder = await tempDir();
  const spool = await Spool.open(join(folder, 'x.duckdb'));
  const pages = new SpooledPages(cashEntries, { spool, onPage: () => undefined });
  for (const list of lists) await pages.add(Buffer.from(list));
  return { pages, files: () => readdir(join(folder, 'x.duckdb.spool')) };
}

it('joins small pages to one file, and keeps their digest', async () => {
  const { pages, files } = await pagesOf(['[]', '[{"guid":"a"}]', ' [ ]\n', '[{"guid":"]"},{}]']);
  const digest = pages.digest(undefined);
  await pages.join();
  expect(await files()).toHaveLength(1);
  expect(pages.files).toHaveLength(1);
  expect(await readFile(pages.files[0] as string, 'utf8')).toBe('[{"guid":"a"},{"guid":"]"},{}]');
  expect(pages.digest(undefined)).toBe(digest);
});

it('joins empty pages to an empty list', async () => {
  const { pages } = await pagesOf(['[]', '[]']);
  await pages.join();
  expect(await readFile(pages.files[0] as string, 'utf8')).toBe('[]');
});

it('does not join pages of more than a megabyte', async () => {
  const { pages } = await pagesOf(['[]', JSON.stringify(['x'.repeat(1024 * 1024)])]);
  const before = [...pages.files];
  await pages.join();
  expect(pages.files).toEqual(before);
});

const digestOf = async (pages: Record<string, string>) => {
  const { pages: spooled } = await pagesOf([]);
  for (const [date, page] of Object.entries(pages)) await spooled.add(Buffer.from(page), date);
  return spooled.digest(undefined);
};

it('tells the same lists for other business dates apart, unless they are empty', async () => {
  const entries = '[{"guid":"a"}]';
  const digest = await digestOf({ 20260301: entries, 20260302: '[]' });
  expect(await digestOf({ 20260301: entries, 20260302: '[]' })).toBe(digest);
  expect(await digestOf({ 20260302: entries, 20260303: '[]' })).not.toBe(digest);
  expect(await digestOf({ 20260301: '[]' })).toBe(await digestOf({ 20260302: ' [ ] ' }));
});

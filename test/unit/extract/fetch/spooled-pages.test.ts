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

it('writes small pages to one file, none before they are asked for, and keeps their digest', async () => {
  const { pages, files } = await pagesOf(['[]', '[{"guid":"a"}]', ' [ ]\n', '[{"guid":"]"},{}]']);
  const digest = pages.digest(undefined);
  expect(await files()).toEqual([]);
  const [file = '', ...others] = await pages.write(undefined);
  expect(others).toEqual([]);
  expect(await files()).toHaveLength(1);
  expect(await readFile(file, 'utf8')).toBe('[{"guid":"a"},{"guid":"]"},{}]');
  expect(pages.digest(undefined)).toBe(digest);
  await pages.discard();
  expect(await files()).toEqual([]);
});

it('writes empty pages as one empty list if what is missing is gone, and else not at all', async () => {
  const { pages } = await pagesOf(['[]', '[]']);
  expect(await pages.write(undefined)).toEqual([]);
  const { pages: complete } = await pagesOf(['[]', '[]']);
  const [file = ''] = await complete.write({});
  expect(await readFile(file, 'utf8')).toBe('[]');
});

it('keeps no large page in memory, and does not join it with those after it', async () => {
  const large = JSON.stringify(['x'.repeat(1024 * 1024)]);
  const { pages, files } = await pagesOf([large, large, '[1]', '[2]']);
  expect(await files()).toHaveLength(2);
  const written = await pages.write(undefined);
  const texts = await Promise.all(written.map((file) => readFile(file, 'utf8')));
  expect(texts).toEqual([large, large, '[1,2]']);
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

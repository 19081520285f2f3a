import { expect, it } from 'vitest';
import { readVersion } from '../../../../src/extract/fetch/fetch-versioned.js';
import { publishedMenus } from '../../../../src/resources/menus.js';
import { keptPages } from '../support/kept-pages.js';

const version = '2026-03-02T19:17:02.552+0000';

const menus = () =>
  keptPages(publishedMenus, ({ url }) => ({
    body: url.pathname.endsWith('/metadata')
      ? { restaurantGuid: 'r', lastUpdated: version }
      : { restaurantGuid: 'r', lastUpdated: version, menus: [] },
  }));

it('reads the menus when their version moved', async () => {
  const { pages, kept, requests } = menus();
  await readVersion(pages, publishedMenus, '2026-03-01T00:00:00.000+0000');
  expect(kept()).toEqual([[{ restaurantGuid: 'r', lastUpdated: version, menus: [] }]]);
  expect(requests.map(({ url }) => url.pathname)).toEqual([
    '/menus/v2/metadata',
    '/menus/v2/menus',
  ]);
});

it('asks for nothing more when it did not', async () => {
  const { pages, kept, requests } = menus();
  await readVersion(pages, publishedMenus, version);
  expect(kept()).toEqual([]);
  expect(requests).toHaveLength(1);
});

it('keeps an empty list where nothing is published', async () => {
  const { pages, kept } = keptPages(publishedMenus, () => ({ status: 404, body: {} }));
  await readVersion(pages, publishedMenus, version);
  expect(kept()).toEqual([[]]);
});

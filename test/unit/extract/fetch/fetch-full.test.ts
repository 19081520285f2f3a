import { expect, it } from 'vitest';
import { ConflictError } from '../../../../src/errors.js';
import { readSnapshot } from '../../../../src/extract/fetch/fetch-full.js';
import { configuration } from '../../../../src/resources/configuration.js';
import type { SnapshotResource } from '../../../../src/resources/resource.js';
import { restaurantDetails } from '../../../../src/resources/restaurants.js';
import { keptPages } from '../support/kept-pages.js';

const next = (token: string): Record<string, string> => ({ 'Toast-Next-Page-Token': token });

const discounts = configuration.find(({ name }) => name === 'discounts') as SnapshotResource;

it('follows page tokens until there is none', async () => {
  const { pages, kept, requests } = keptPages(discounts, ({ url }) => {
    const page = Number(url.searchParams.get('pageToken') ?? 1);
    return {
      body: [{ guid: `d${page}` }],
      headers: page < 3 ? next(`${page + 1}`) : {},
    };
  });
  await readSnapshot(pages, discounts);
  expect(kept()).toEqual([[{ guid: 'd1' }], [{ guid: 'd2' }], [{ guid: 'd3' }]]);
  expect(requests).toHaveLength(3);
});

it('begins again without what it read when the configuration is published meanwhile', async () => {
  let published = false;
  const { pages, kept, requests } = keptPages(discounts, ({ url }) => {
    const second = url.searchParams.has('pageToken');
    if (second && !published) {
      published = true;
      return { status: 409, body: { message: 'Published.' } };
    }
    return {
      body: [{ guid: second ? 'b' : published ? 'a-new' : 'a-old' }],
      headers: second ? {} : next('next'),
    };
  });
  await readSnapshot(pages, discounts);
  expect(kept()).toEqual([[{ guid: 'a-new' }], [{ guid: 'b' }]]);
  expect(requests.map(({ url }) => url.search)).toEqual([
    '',
    '?pageToken=next',
    '',
    '?pageToken=next',
  ]);
});

it('gives up when that never ends', async () => {
  const { pages, requests } = keptPages(discounts, () => ({ status: 409, body: {} }));
  await expect(readSnapshot(pages, discounts)).rejects.toBeInstanceOf(ConflictError);
  expect(requests).toHaveLength(6);
});

it('makes a list of a single entity, archived or not', async () => {
  const { pages, kept, requests } = keptPages(restaurantDetails, () => ({ body: { guid: 'r' } }));
  await readSnapshot(pages, restaurantDetails);
  expect(kept()).toEqual([[{ guid: 'r' }]]);
  expect(requests[0]?.url.search).toBe('?includeArchived=true');
});

import { describe, expect, it } from 'vitest';
import { ConflictError, NotFoundError, UnusableResponseError } from '../../../../src/errors.js';
import { fetchFull, fetchUnit, fetchVersioned } from '../../../../src/extract/fetch/fetch-unit.js';
import type { Unit } from '../../../../src/extract/plan/plan.js';
import { configuration } from '../../../../src/resources/configuration.js';
import {
  devices,
  packagingConfig,
  prepStations,
  stockInventory,
} from '../../../../src/resources/equipment.js';
import { timeEntries } from '../../../../src/resources/labor.js';
import { publishedMenus } from '../../../../src/resources/menus.js';
import type { FullResource, RestaurantResource } from '../../../../src/resources/resource.js';
import { restaurantDetails } from '../../../../src/resources/restaurants.js';
import { errorOf } from '../../../support/error-of.js';
import { spooledPages } from './support/spooled-pages.js';

const next = (token: string): Record<string, string> => ({ 'Toast-Next-Page-Token': token });

const discounts = configuration.find(({ name }) => name === 'discounts') as FullResource;

const version = '2026-03-02T19:17:02.552+0000';

const menus = () =>
  spooledPages(publishedMenus, ({ url }) => ({
    body: url.pathname.endsWith('/metadata')
      ? { restaurantGuid: 'r', lastUpdated: version }
      : { restaurantGuid: 'r', lastUpdated: version, menus: [] },
  }));

describe('a resource read in full', () => {
  it('is fetched page by page until there is no page token', async () => {
    const { fetcher, pages, spooled, requests } = spooledPages(discounts, ({ url }) => {
      const page = Number(url.searchParams.get('pageToken') ?? 1);
      return {
        body: [{ guid: `d${page}` }],
        headers: page < 3 ? next(`${page + 1}`) : {},
      };
    });
    await fetchFull(fetcher, pages, discounts);
    expect(await spooled()).toEqual([[{ guid: 'd1' }, { guid: 'd2' }, { guid: 'd3' }]]);
    expect(requests).toHaveLength(3);
  });

  it('is fetched from the start again when the configuration is published meanwhile (409)', async () => {
    let published = false;
    const { fetcher, pages, spooled, requests } = spooledPages(discounts, ({ url }) => {
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
    await fetchFull(fetcher, pages, discounts);
    expect(await spooled()).toEqual([[{ guid: 'a-new' }, { guid: 'b' }]]);
    expect(requests.map(({ url }) => url.search)).toEqual([
      '',
      '?pageToken=next',
      '',
      '?pageToken=next',
    ]);
  });

  it('fails with the conflict after five restarts', async () => {
    const { fetcher, pages, requests } = spooledPages(discounts, () => ({ status: 409, body: {} }));
    await expect(fetchFull(fetcher, pages, discounts)).rejects.toBeInstanceOf(ConflictError);
    expect(requests).toHaveLength(6);
  });

  it.each([
    ['repeat a page token', [{ guid: 'a' }], () => 'same', 2],
    ['are empty and name another', [], (count: number) => `${count}`, 100],
  ])('fails when its pages %s', async (_, body, token, expected) => {
    let count = 0;
    const { fetcher, pages, requests } = spooledPages(discounts, () => ({
      body,
      headers: next(token((count += 1))),
    }));
    const error = await errorOf(fetchFull(fetcher, pages, discounts));
    expect(error).toBeInstanceOf(UnusableResponseError);
    expect(error).toMatchObject({ endpoint: '/config/v2/discounts', restaurantId: 'r' });
    expect(requests).toHaveLength(expected);
  });

  it('is spooled as a list of one if it is a single object, which may be archived', async () => {
    const { fetcher, pages, spooled, requests } = spooledPages(restaurantDetails, () => ({
      body: { guid: 'r' },
    }));
    await fetchFull(fetcher, pages, restaurantDetails);
    expect(await spooled()).toEqual([[{ guid: 'r' }]]);
    expect(requests[0]?.url.search).toBe('?includeArchived=true');
  });
});

describe('a versioned resource', () => {
  it('is fetched when its version has changed', async () => {
    const { fetcher, pages, spooled, requests } = menus();
    await fetchVersioned(fetcher, pages, publishedMenus, '2026-03-01T00:00:00.000+0000');
    expect(await spooled()).toEqual([[{ restaurantGuid: 'r', lastUpdated: version, menus: [] }]]);
    expect(requests.map(({ url }) => url.pathname)).toEqual([
      '/menus/v2/metadata',
      '/menus/v2/menus',
    ]);
  });

  it('is not fetched when its version has not changed', async () => {
    const { fetcher, pages, spooled, requests } = menus();
    await fetchVersioned(fetcher, pages, publishedMenus, version);
    expect(await spooled()).toEqual([]);
    expect(requests).toHaveLength(1);
  });
});

describe('a window that is read with one answer', () => {
  it.each([
    [false, '2026-03-01T00:00:00'],
    [true, '2026-03-02T12:00:05'],
  ])('ends slightly beyond Toast’s clock if it is open-ended (%s)', async (openEnded, end) => {
    const { fetcher, pages, requests } = spooledPages(timeEntries, () => ({ body: [] }));
    const window = { start: Date.UTC(2026, 1, 1), end: Date.UTC(2026, 2, 1) };
    await fetchUnit(
      { restaurantId: 'r', resource: timeEntries, delayMs: 0, openEnded, window },
      fetcher,
      pages,
      { serverNow: () => Date.UTC(2026, 2, 2, 12), knownVersion: () => undefined },
    );
    const { searchParams } = (requests[0] as (typeof requests)[0]).url;
    expect(searchParams.get('modifiedStartDate')).toMatch(/^2026-02-01T00:00:00/);
    expect(searchParams.get('modifiedEndDate')?.slice(0, 19)).toBe(end);
  });
});

describe('an answer that there is nothing (404)', () => {
  const fetch = (resource: RestaurantResource, answer: Parameters<typeof spooledPages>[1]) => {
    const { fetcher, pages, spooled } = spooledPages(resource, answer);
    const unit: Unit = {
      ...{ restaurantId: 'r', resource, delayMs: 0, openEnded: false },
      window: { start: 0, end: 0 },
    };
    const fetched = fetchUnit(unit, fetcher, pages, {
      serverNow: () => 0,
      knownVersion: () => version,
    });
    return { fetched, pages, spooled };
  };
  const nothing = () => ({ status: 404, body: { message: 'Nothing here.' } });

  it.each([publishedMenus, stockInventory, prepStations, packagingConfig, devices])(
    'is spooled as an empty list for $name',
    async (resource) => {
      const { fetched, pages, spooled } = fetch(resource, nothing);
      expect(await fetched).toEqual({});
      expect(await spooled()).toEqual([[]]);
      expect(pages.notFound?.message).toContain('Nothing here.');
    },
  );

  it('is an error for other resources, and for a later page', async () => {
    await expect(fetch(discounts, nothing).fetched).rejects.toBeInstanceOf(NotFoundError);
    const { fetched } = fetch(prepStations, ({ url }) =>
      url.searchParams.has('pageToken') ? nothing() : { body: [], headers: next('next') },
    );
    await expect(fetched).rejects.toBeInstanceOf(NotFoundError);
  });
});

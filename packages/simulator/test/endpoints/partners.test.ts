import LinkHeader from 'http-link-header';
import { describe, expect, it } from 'vitest';
import { client, send, start, logIn, type Answer } from '../support/harness.js';
import { ARCHIVED, HARBOUR, MAIN_STREET, OPENING } from '../support/small-world.js';

const LIST = '/partners/v1/restaurants';
const PAGED = '/partners/v1/connectedRestaurants';

function guids(records: unknown): string[] {
  return (records as { restaurantGuid: string }[]).map(({ restaurantGuid }) => restaurantGuid);
}

function links(answer: Answer): Record<string, string> {
  const refs = LinkHeader.parse(answer.headers.link ?? '').refs;
  return Object.fromEntries(refs.map(({ rel, uri }) => [rel, uri]));
}

describe('GET /partners/v1/restaurants', () => {
  it('lists every restaurant in a bare array, without a location header or a scope', async () => {
    const simulator = await start({ scopes: [] });
    const headers = { Authorization: `Bearer ${await logIn(simulator)}` };
    const answer = await send(simulator, LIST, { headers });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(simulator.world.restaurants.map(({ partner }) => partner));
  });

  it('lists restaurants that changed after lastModified', async () => {
    const get = await client(await start());
    const changed = async (text: string) =>
      guids((await get(`${LIST}?lastModified=${encodeURIComponent(text)}`)).body);
    const instant = new Date(OPENING).toISOString().replace('Z', '-0000');
    expect(await changed(instant)).toEqual([HARBOUR]);
    const before = new Date(OPENING - 1).toISOString();
    expect(await changed(before)).toEqual([MAIN_STREET, HARBOUR, ARCHIVED]);
    expect(await changed('2026-01-10T00:00:00+0000')).toHaveLength(3);
  });

  it('refuses a lastModified that is not a timestamp', async () => {
    const get = await client(await start());
    expect((await get(`${LIST}?lastModified=yesterday`)).status).toBe(400);
    expect((await get(`${LIST}?lastModified=2026-01-10T00:00:00.000+0000`)).status).toBe(400);
  });
});

describe('GET /partners/v1/connectedRestaurants', () => {
  it('returns nextPageToken even on the last page, where nextPageNum is null', async () => {
    const simulator = await start();
    const answer = await (await client(simulator))(PAGED);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      currentPageNum: 1,
      results: simulator.world.restaurants.map(({ partner }) => partner),
      totalResultCount: 3,
      pageSize: 100,
      currentPageToken: Buffer.from('p:1,s:100').toString('base64'),
      nextPageToken: Buffer.from('p:2,s:100').toString('base64'),
      totalCount: 3,
      nextPageNum: null,
      lastPageNum: 1,
      previousPageNum: null,
    });
    expect(Object.keys(links(answer))).toEqual(['first']);
  });

  it('is paged by token', async () => {
    const simulator = await start();
    const get = await client(simulator);
    const first = await get(`${PAGED}?pageSize=2`);
    expect(first.body).toMatchObject({ nextPageNum: 2, lastPageNum: 2, totalCount: 3 });
    const { results, nextPageToken } = first.body as { results: unknown; nextPageToken: string };
    expect(guids(results)).toEqual([MAIN_STREET, HARBOUR]);

    const second = await get(`${PAGED}?pageToken=${encodeURIComponent(nextPageToken)}`);
    expect(guids((second.body as { results: unknown }).results)).toEqual([ARCHIVED]);
    expect(second.body).toMatchObject({
      currentPageNum: 2,
      previousPageNum: 1,
      nextPageNum: null,
      pageSize: 2,
    });
    const linked = await get((links(first).next ?? '').replace(simulator.url, ''));
    expect(linked.body).toEqual(second.body);
  });

  it('applies lastModified', async () => {
    const lastModified = encodeURIComponent(new Date(OPENING).toISOString());
    const answer = await (await client(await start()))(`${PAGED}?lastModified=${lastModified}`);
    expect(guids((answer.body as { results: unknown }).results)).toEqual([HARBOUR]);
  });

  it.each(['pageSize=0', 'pageSize=201', 'pageToken=nonsense', 'pageToken=cDowLHM6MQ%3D%3D'])(
    'refuses %s',
    async (query) => {
      expect((await (await client(await start()))(`${PAGED}?${query}`)).status).toBe(400);
    },
  );

  it('accepts a pageSize of 200', async () => {
    const answer = await (await client(await start()))(`${PAGED}?pageSize=200`);
    expect(answer.body).toMatchObject({ pageSize: 200 });
  });
});

import { describe, expect, it } from 'vitest';
import { UnusableResponseError } from '../../../../src/errors.js';
import { listRestaurants } from '../../../../src/extract/discover/list-restaurants.js';
import { errorOf } from '../../../support/error-of.js';
import { scriptedClient } from '../../../support/scripted-client.js';

const record = (restaurantGuid: string) => ({ restaurantGuid, restaurantName: 'Demo' });
const signal = new AbortController().signal;

describe('listRestaurants', () => {
  it('reads the list of restaurants with one request where that is allowed', async () => {
    const { client, requests } = scriptedClient(() => ({ body: [record('a'), record('b')] }));
    const { records, body } = await listRestaurants(client, signal);
    expect(records).toEqual([record('a'), record('b')]);
    expect(JSON.parse(body.toString())).toEqual(records);
    expect(requests).toHaveLength(1);
  });

  it('falls back to the pages of connected restaurants and ignores the token of the last page', async () => {
    const { client, requests } = scriptedClient(({ url }) => {
      if (url.pathname.endsWith('/restaurants')) return { status: 403, body: {} };
      const second = url.searchParams.get('pageToken') === 'two';
      return {
        body: {
          results: [record(second ? 'b' : 'a')],
          nextPageNum: second ? null : 2,
          nextPageToken: second ? 'three' : 'two',
        },
      };
    });
    const { records, body } = await listRestaurants(client, signal);
    expect(records).toEqual([record('a'), record('b')]);
    expect(JSON.parse(body.toString())).toEqual(records);
    expect(requests.map(({ url }) => url.search)).toEqual([
      '',
      '?pageSize=200',
      '?pageSize=200&pageToken=two',
    ]);
  });

  it('fails when the pages of connected restaurants do not end', async () => {
    const { client, requests } = scriptedClient(({ url }) =>
      url.pathname.endsWith('/restaurants')
        ? { status: 403, body: {} }
        : { body: { results: [record('a')], nextPageNum: 2, nextPageToken: 'two' } },
    );
    const error = await errorOf(listRestaurants(client, signal));
    expect(error).toBeInstanceOf(UnusableResponseError);
    expect(error).toMatchObject({ endpoint: '/partners/v1/connectedRestaurants' });
    expect(requests).toHaveLength(3);
  });

  it('throws the error of Toast when neither endpoint is allowed', async () => {
    const { client } = scriptedClient(() => ({ status: 403, body: { message: 'No.' } }));
    await expect(listRestaurants(client, signal)).rejects.toThrow('Toast answered 403: No.');
  });
});

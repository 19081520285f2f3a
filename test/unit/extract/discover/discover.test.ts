import { describe, expect, it } from 'vitest';
import { exitCodes, TransientError } from '../../../../src/errors.js';
import { discover } from '../../../../src/extract/discover/discover.js';
import { errorOf } from '../../../support/error-of.js';
import { scriptedClient } from '../../../support/scripted-client.js';

const signal = new AbortController().signal;
const [a, b, c] = ['a', 'b', 'c'].map(
  (letter) => `${letter.repeat(8)}-0000-1000-8000-000000000000`,
);

const discovered = (
  body: unknown,
  options: { restaurants?: string[]; managementGroup?: string } = {},
) => discover({ client: scriptedClient(() => ({ body })).client, signal, ...options });

describe('discover', () => {
  it('excludes locations that no longer use Toast from the restaurants, but keeps their records', async () => {
    const records = [
      { restaurantGuid: a, restaurantName: 'Demo', locationName: 'Loop', deleted: false },
      { restaurantGuid: b, restaurantName: 'Demo', locationName: null, deleted: true },
      { restaurantGuid: c, restaurantName: 'Demo', locationName: '' },
    ];
    const { restaurantIds, names, partnerList, rejected } = await discovered(records);
    expect(restaurantIds).toEqual([a, c]);
    expect([...names]).toEqual([
      [a, 'Demo, Loop'],
      [b, 'Demo'],
      [c, 'Demo'],
    ]);
    expect(JSON.parse(String(partnerList))).toEqual(records);
    expect(rejected).toEqual([]);
  });

  it('lists a restaurant once, and sets records aside that name none', async () => {
    const good = { restaurantGuid: a, restaurantName: 'Demo \ud83d' };
    const records = [null, good, { restaurantGuid: '../x' }, { restaurantName: 'x' }, good];
    const { restaurantIds, names, partnerList, rejected } = await discovered(
      JSON.stringify(records),
    );
    expect(restaurantIds).toEqual([a]);
    expect([...names]).toEqual([[a, 'Demo \ufffd']]);
    expect(JSON.parse(String(partnerList))).toHaveLength(2);
    expect(rejected?.map(({ reason }) => reason)).toEqual([
      'is not an object',
      'has a restaurantGuid that is not a GUID',
      'has no restaurantGuid',
    ]);
  });

  it('does the same for the restaurants of a group', async () => {
    const group = { restaurants: [a as string], managementGroup: b as string };
    expect(await discovered([{ guid: a }, null, { guid: a }, { guid: c }], group)).toMatchObject({
      restaurantIds: [a, c],
      rejected: [{ reason: 'is not an object' }],
    });
    expect(await errorOf(discovered([{ guid: 'x' }], group))).toBeInstanceOf(TransientError);
  });

  it.each([['[null]'], ['[{"restaurantGuid": 5}]'], [JSON.stringify(Array(200).fill(null))]])(
    'fails with an error of the API when no record names a restaurant',
    async (body) => {
      const error = await errorOf(discovered(body));
      expect(error).toBeInstanceOf(TransientError);
      expect(error).toMatchObject({
        exitCode: exitCodes.api,
        endpoint: '/partners/v1/restaurants',
      });
    },
  );

  it('finds no restaurant in an empty list', async () => {
    expect(await discovered([])).toMatchObject({ restaurantIds: [], rejected: [] });
  });
});

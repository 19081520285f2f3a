import { describe, expect, it } from 'vitest';
import { discover } from '../../../../src/extract/discover/discover.js';
import { scriptedClient } from '../../../support/scripted-client.js';

const signal = new AbortController().signal;

describe('discover', () => {
  it('excludes locations that no longer use Toast from the restaurants, but keeps their records', async () => {
    const records = [
      { restaurantGuid: 'a', restaurantName: 'Demo', locationName: 'Loop', deleted: false },
      { restaurantGuid: 'b', restaurantName: 'Demo', locationName: null, deleted: true },
      { restaurantGuid: 'c', restaurantName: 'Demo', locationName: '' },
    ];
    const { client } = scriptedClient(() => ({ body: records }));
    const { restaurantIds, names, partnerList } = await discover({ client, signal });
    expect(restaurantIds).toEqual(['a', 'c']);
    expect([...names]).toEqual([
      ['a', 'Demo, Loop'],
      ['b', 'Demo'],
      ['c', 'Demo'],
    ]);
    expect(JSON.parse(String(partnerList))).toEqual(records);
  });
});

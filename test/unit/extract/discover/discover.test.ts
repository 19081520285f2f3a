import { expect, it } from 'vitest';
import { discover } from '../../../../src/extract/discover/discover.js';
import { scriptedClient } from '../../../support/scripted-client.js';

const signal = new AbortController().signal;

it('leaves out locations that stopped using Toast, and keeps their records', async () => {
  const listed = [
    { restaurantGuid: 'a', restaurantName: 'Demo', locationName: 'Loop', deleted: false },
    { restaurantGuid: 'b', restaurantName: 'Demo', locationName: null, deleted: true },
    { restaurantGuid: 'c', restaurantName: 'Demo', locationName: '' },
  ];
  const { client } = scriptedClient(() => ({ body: listed }));
  const { restaurantIds, names, partnerList } = await discover({ client, signal });
  expect(restaurantIds).toEqual(['a', 'c']);
  expect([...names]).toEqual([
    ['a', 'Demo, Loop'],
    ['b', 'Demo'],
    ['c', 'Demo'],
  ]);
  expect(JSON.parse(String(partnerList))).toEqual(listed);
});

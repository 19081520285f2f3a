import { expect, it } from 'vitest';
import { readStatus } from '../../../src/extract/report/status.js';
import { runExtract } from '../../../src/extract/run.js';
import { restaurants } from '../../../src/resources/restaurants.js';
import { scriptedClient } from '../../support/scripted-client.js';
import { temporaryWarehouse } from '../../support/temporary-warehouse.js';
import { day, extractOptions, historyStart } from './support/extraction.js';

const ids = ['a', 'b', 'c', 'd'].map((letter) => `${letter.repeat(8)}-0000-1000-8000-000000000000`);
const record = (guid: string, i: number) => ({
  restaurantGuid: guid,
  restaurantName: `Cafe ${'ABCD'[i]}`,
});
const all = ids.map(record);

/* A database, and a run on a day of March with a list of restaurants. */
async function extraction() {
  const warehouse = await temporaryWarehouse();
  const extract = async (date: number, list: unknown[], acceptMissing = false) => {
    const at = historyStart + date * day;
    const { client, runtime } = scriptedClient(() => ({ body: list }), at);
    const options = extractOptions(warehouse, client, { resources: [restaurants], runtime });
    const { status, missingRestaurants } = await runExtract({ ...options, acceptMissing });
    return { status, missing: missingRestaurants.map(describe) };
  };
  const status = async () => {
    const read = await warehouse.with((open) => readStatus(warehouse, open, historyStart));
    return read.missingRestaurants.map(describe);
  };
  const removed = async () => {
    const rows = await warehouse.with((connection) =>
      connection.all(
        `select payload ->> 'restaurantName' as name from raw_toast.restaurants
        where removed_at is not null order by all`,
      ),
    );
    return rows.map(({ name }) => name);
  };
  return { extract, status, removed };
}

const describe = (each: { restaurant: string; status: string; since: string }) =>
  `${each.restaurant} ${each.status} ${each.since.slice(0, 10)}`;

it('a restaurant that Toast no longer lists is named by the run that finds it and by the status', async () => {
  const { extract, status, removed } = await extraction();
  expect(await extract(1, all)).toEqual({ status: 'complete', missing: [] });
  const gone = ['Cafe D removed 2026-03-03'];
  expect(await extract(2, all.slice(0, 3))).toEqual({ status: 'complete', missing: gone });
  expect(await extract(3, all.slice(0, 3))).toEqual({ status: 'complete', missing: [] });
  expect(await status()).toEqual(gone);
  expect(await removed()).toEqual(['Cafe D']);

  await extract(4, all);
  expect(await status()).toEqual([]);
});

it('a restaurant that is listed as deleted is not missing, then or later', async () => {
  const { extract, status } = await extraction();
  await extract(1, all);
  const deleted = { ...record(ids[3] ?? '', 3), deleted: true, isoModifiedDate: '2026-03-02' };
  expect(await extract(2, [...all.slice(0, 3), deleted])).toMatchObject({ missing: [] });
  expect(await extract(3, all.slice(0, 3))).toMatchObject({ missing: [] });
  expect(await status()).toEqual([]);
});

it('many missing restaurants are kept until a run a day later finds them missing again', async () => {
  const { extract, status, removed } = await extraction();
  await extract(1, all);
  const kept = ['Cafe C kept 2026-03-03', 'Cafe D kept 2026-03-03'];
  expect(await extract(2, all.slice(0, 2))).toEqual({ status: 'partial', missing: kept });
  expect(await extract(2.5, all.slice(0, 2))).toEqual({ status: 'partial', missing: kept });
  expect(await status()).toEqual(kept);
  expect(await removed()).toEqual([]);

  /* A list that is whole again starts the day anew. */
  expect(await extract(2.6, all)).toEqual({ status: 'complete', missing: [] });
  expect(await status()).toEqual([]);
  await extract(2.7, all.slice(0, 2));
  expect(await extract(3.1, all.slice(0, 2))).toMatchObject({ status: 'partial' });
  expect(await extract(3.7, all.slice(0, 2))).toMatchObject({ status: 'complete' });
  expect(await removed()).toEqual(['Cafe C', 'Cafe D']);
});

it('many missing restaurants are removed at once if the user accepts it', async () => {
  const { extract, status, removed } = await extraction();
  await extract(1, all);
  expect(await extract(2, all.slice(0, 1), true)).toMatchObject({ status: 'complete' });
  expect(await removed()).toEqual(['Cafe B', 'Cafe C', 'Cafe D']);
  expect(await status()).toHaveLength(3);
});

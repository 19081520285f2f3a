import { expect, it } from 'vitest';
import { runExtract } from '../../../src/extract/run.js';
import { restaurants } from '../../../src/resources/restaurants.js';
import { scriptedClient } from '../../support/scripted-client.js';
import { temporaryWarehouse } from '../../support/temporary-warehouse.js';
import { day, extractOptions, historyStart } from './support/extraction.js';

const [a, b] = ['a', 'b'].map((letter) => `${letter.repeat(8)}-0000-1000-8000-000000000000`);
const record = (restaurantGuid: unknown) => ({ restaurantGuid, restaurantName: 'Demo' });

it('a restaurant without a GUID is set aside and named, and the others are read once', async () => {
  const warehouse = await temporaryWarehouse();
  const extract = async (body: unknown, configured?: string[]) => {
    const { client, runtime } = scriptedClient(() => ({ body }));
    const { status, rejected } = await runExtract({
      ...extractOptions(warehouse, client, { resources: [restaurants], restaurants: configured }),
      start: historyStart - day,
      runtime,
    });
    return [status, ...rejected.map(({ restaurantId, reason }) => `${restaurantId} ${reason}`)];
  };
  const stored = () =>
    warehouse.with(async (connection) => {
      const rows = await connection.all(
        'select id, removed_at is null as listed from raw_toast.restaurants order by all',
      );
      const [row] = await connection.all(
        'select count(*)::integer as rejected from toast_meta.rejected',
      );
      return [rows.map(({ id, listed }) => [id, listed]), row?.rejected];
    });

  const without = ['partial', '* has no restaurantGuid'];
  expect(await extract([record(a), record(null), record(b), record(a)])).toEqual(without);
  expect(await stored()).toEqual([
    [
      [a, true],
      [b, true],
    ],
    1,
  ]);

  /* The record without a GUID may be that of the restaurant that is missing. */
  expect(await extract([record(a), record(null)])).toEqual(without);
  expect(await stored()).toEqual([
    [
      [a, true],
      [b, true],
    ],
    1,
  ]);

  expect(await extract({}, [a as string])).toEqual(['complete']);
  expect(await stored()).toEqual([
    [
      [a, true],
      [b, true],
    ],
    1,
  ]);

  expect(await extract([record(a)])).toEqual(['complete']);
  expect(await stored()).toEqual([
    [
      [a, true],
      [b, false],
    ],
    0,
  ]);
});

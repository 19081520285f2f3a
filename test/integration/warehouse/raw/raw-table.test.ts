import { expect, it } from 'vitest';
import { createRawTables, ensureRestaurants } from '../../../../src/warehouse/raw/raw-table.js';
import { openSession } from '../support/session.js';

const noon = Date.UTC(2026, 2, 1, 12);

it('ensureRestaurants inserts each restaurant that has no row, once', async () => {
  const connection = await openSession();
  await createRawTables(connection, ['restaurants']);
  const ensure = (ids: string[]) => ensureRestaurants(connection, ids, { runId: 'run', at: noon });
  expect(await ensure(['r1', "r'2"])).toBe(2);
  expect(await ensure(['r1', 'r3'])).toBe(1);
  expect(await ensure([])).toBe(0);
  expect(
    await connection.all(
      'select restaurant_id, id, payload from raw_toast.restaurants order by id',
    ),
  ).toEqual(
    ["r'2", 'r1', 'r3'].map((id) => ({
      restaurant_id: id,
      id,
      payload: JSON.stringify({ restaurantGuid: id }),
    })),
  );
});

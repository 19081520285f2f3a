import { expect, it } from 'vitest';
import { planUnits } from '../../../src/extract/prepare.js';
import { cashEntries } from '../../../src/resources/cash.js';
import { restaurantDetails } from '../../../src/resources/restaurants.js';
import { createRawTables } from '../../../src/warehouse/raw/raw-table.js';
import { scriptedClient } from '../../support/scripted-client.js';
import { temporaryWarehouse } from '../../support/temporary-warehouse.js';
import { day, extractOptions, historyStart } from './support/extraction.js';

it('business days are read although Toast names no time zone that exists', async () => {
  const warehouse = await temporaryWarehouse();
  const { client } = scriptedClient(() => ({ body: [] }), historyStart + 2 * day);
  const planned = await warehouse.with(async (connection) => {
    await createRawTables(connection, [restaurantDetails.name]);
    await connection.run(`insert into raw_toast.restaurant_details by name
      select 'r1' as restaurant_id, 'r1' as id, now() as extracted_at, 'run' as run_id,
        '{"general": {"timeZone": "Mars/Phobos"}}' as payload`);
    const options = extractOptions(warehouse, client, { start: historyStart });
    return planUnits(options, connection, ['r1'], [cashEntries]);
  });
  const [first] = planned;
  expect(first?.window.start).toBeLessThanOrEqual(historyStart);
  expect(planned.at(-1)?.window.end).toBeGreaterThanOrEqual(client.serverNow());
});

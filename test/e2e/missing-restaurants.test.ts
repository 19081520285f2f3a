import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Warehouse } from '../../src/warehouse/warehouse.js';
import { startApiFor } from '../support/simulated-api.js';
import { tempDir } from '../support/temp-dir.js';
import { toast } from '../support/toast.js';

it('toast extract and status name restaurants that Toast no longer lists, with exit code 68 for many', async () => {
  const cwd = await tempDir();
  const world = { from: '2026-03-01', to: '2026-03-03', now: new Date('2026-03-02T12:00:00Z') };
  await startApiFor(cwd, world);
  const extract = ['extract', '--resources', 'restaurants'];
  expect(await toast(cwd, extract)).toMatchObject({ exitCode: 0 });

  const warehouse = await Warehouse.open(join(cwd, 'warehouse.duckdb'), { mode: 'update' });
  await warehouse.with((connection) =>
    connection.run(`insert into raw_toast.restaurants by name
      select id, id as restaurant_id, json_object('restaurantName', name) as payload,
        now() as extracted_at, 'x' as run_id
      from (values ('gone-1', 'Harbor Cafe'), ('gone-2', 'Corner Cafe')) as gone(id, name)`),
  );
  warehouse.close();

  const missing =
    /2 restaurants are missing from Toast's list: Harbor Cafe \(since.*Corner Cafe\s+\(since/s;
  const json = await toast(cwd, [...extract, '--json']);
  expect(json).toMatchObject({ exitCode: 68 });
  expect(JSON.parse(json.stdout)).toMatchObject({
    status: 68,
    result: { status: 'partial', missingRestaurants: [{ status: 'kept' }, { status: 'kept' }] },
    warnings: [expect.stringMatching(missing)],
  });
  expect((await toast(cwd, extract)).stdout).toMatch(missing);
  expect((await toast(cwd, ['status'])).stdout).toMatch(missing);

  const accepted = await toast(cwd, [...extract, '--accept-missing']);
  expect(accepted).toMatchObject({ exitCode: 0 });
  expect(accepted.stdout).toMatch(/2 restaurants are no longer in Toast's list: Harbor Cafe/);
  expect((await toast(cwd, ['status'])).stdout).toMatch(/Corner Cafe/);
});

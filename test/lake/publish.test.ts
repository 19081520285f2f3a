import { readdir } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { shared } from '../support/vitest/when-done.js';
import { fingerprints } from './support/equal.js';
import { publish, remoteLake } from './support/publish.js';
import { modelledWorld } from './support/world.js';

const world = shared(() => modelledWorld());
const lake = shared(() => remoteLake());

it('a full publish makes every table of the lake equal to the local one', async () => {
  const { target } = lake();
  const result = await publish(world().warehouse, target, { verify: true });
  expect(result).toMatchObject({ status: 'published', verified: true, snapshot: '1' });
  const { local, lake: there } = await fingerprints(world().warehouse, target);
  expect(Object.keys(local).length).toBeGreaterThan(100);
  expect(there).toEqual(local);
});

it('an unchanged publish makes no snapshot and writes no file', async () => {
  const { target, folder } = lake();
  const before = await readdir(folder, { recursive: true });
  const result = await publish(world().warehouse, target);
  expect(result).toMatchObject({ status: 'unchanged', snapshot: '1' });
  expect(result.tables.length).toBeGreaterThan(100);
  expect(result.tables.filter(({ written, deleted }) => written + deleted > 0)).toEqual([]);
  expect(await readdir(folder, { recursive: true })).toEqual(before);
});

it('after orders changed, one of them to another day, an incremental publish makes every table equal', async () => {
  const { target } = lake();
  const { warehouse, transform } = world();
  await warehouse.with((connection) =>
    connection.run(`
      update raw_toast.orders
      set payload = json_merge_patch(payload, '{"businessDate": 20260325, "numberOfGuests": 7}'),
        extracted_at = (select max(extracted_at) + interval 1 second from raw_toast.orders)
      where id in (select id from raw_toast.orders order by hash(id) limit 3)`),
  );
  await transform();
  const result = await publish(warehouse, target, { verify: true });
  expect(result).toMatchObject({ status: 'published', snapshot: '2' });
  const { local, lake: there } = await fingerprints(warehouse, target);
  expect(there).toEqual(local);
  const orders = result.tables.find(({ table }) => table === 'toast.orders');
  expect(orders?.written).toBeGreaterThan(0);
  expect(orders?.written).toBeLessThan((orders?.rows ?? 0) / 2);
});

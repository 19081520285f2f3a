import { expect, it } from 'vitest';
import { rowSlices } from '../../../../src/warehouse/raw/row-slices.js';
import { openSession } from '../support/session.js';
import { loadPages, openOrders, order } from '../support/orders.js';

it('contain every row needed once, and few others', async () => {
  const connection = await openSession();
  await connection.run(`
    create table toast.target as select i as id from range(100_000) as rows(i);
    create temp table needed as
      select rowid as target_row from toast.target where id % 4_000 = 17 or id between 500 and 900`);
  const slices = await rowSlices(connection, 'needed');
  expect(slices.length).toBe(2);
  const conditions = slices.map((slice) => `select id from toast.target where ${slice('rowid')}`);
  const [read] = await connection.all(
    `select
      count(*)::integer as rows,
      count(distinct id)::integer as ids,
      count(*) filter (where id % 4_000 = 17 or id between 500 and 900)::integer as needed
    from (${conditions.join(' union all ')})`,
  );
  /* Between 17 and 900, the two kinds of rows are in one stretch. */
  expect(read).toEqual({ rows: 24 + 884, ids: 24 + 884, needed: 25 + 401 });
});

it('are none without rows', async () => {
  const connection = await openSession();
  await connection.run('create temp table needed (target_row bigint)');
  expect(await rowSlices(connection, 'needed')).toEqual([]);
});

it('find what differs in a table of many row groups', async () => {
  const connection = await openOrders();
  const orders = Array.from({ length: 40_000 }, (_, i) => order(`o${i}`, 1, `note ${i}`));
  await loadPages(connection, [orders]);
  const isEdited = (i: number) => i % 3_000 === 11;
  const edited = orders.map((one, i) => (isEdited(i) ? { ...one, note: 'edited' } : one));
  const counts = await loadPages(connection, [edited]);
  expect(counts).toMatchObject({ read: 40_000, inserted: 0, updated: 14 });
  const rows = await connection.all(
    `select id from raw_toast.orders where payload ->> '$.note' = 'edited' order by id`,
  );
  const ids = orders.flatMap(({ guid }, i) => (isEdited(i) ? [guid] : []));
  expect(rows.map(({ id }) => id)).toEqual(ids.toSorted());
});

import { expect, it } from 'vitest';
import { publish, remoteLake } from './support/publish.js';
import { readLake } from './support/read-lake.js';
import { smallSource } from './support/small-source.js';

it('300 reads while publishers commit see no state in between', async () => {
  const { target } = await remoteLake();
  const source = await smallSource(['A'], { days: 10 });
  await source.run(`drop view toast_marts.sales_daily; drop table toast_marts.dim_date;
    create table toast.stamp as select restaurant_id, 0 as round from toast.restaurant;
    update toast.orders set amount = 0`);
  await publish(source.warehouse, target);
  let isPublishing = true;
  const publishing = (async () => {
    for (let round = 1; round <= 8; round += 1) {
      await source.run(
        `update toast.orders set amount = ${round}; update toast.stamp set round = ${round}`,
      );
      await publish(source.warehouse, target);
    }
  })().finally(() => (isPublishing = false));
  let reads = 0;
  const seen = new Set<number>();
  const readers = [1, 2, 3].map(async () => {
    const reader = await readLake(target);
    while (isPublishing || reads < 300) {
      /* Every order of a state has the amount that the other table says. */
      const [state] = await reader.all<{ round: number; orders: number; torn: number }>(
        `select any_value(round) as round, count(*)::int as orders,
          count(*) filter (amount <> round)::int as torn
        from lake.toast.orders cross join lake.toast.stamp`,
      );
      expect(state).toMatchObject({ orders: 50, torn: 0 });
      if (state !== undefined) seen.add(state.round);
      reads += 1;
    }
  });
  await Promise.all([publishing, ...readers]);
  expect(reads).toBeGreaterThanOrEqual(300);
  expect(seen.size).toBeGreaterThan(3);
});

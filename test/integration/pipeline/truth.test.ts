import { expect, it } from 'vitest';
import { truthScenario } from './support/truth.js';

/* Toast discounts no modifier by itself. */
const alwaysEmpty = ['orders_check_selection_modifier_applied_discount'];

/* One world, with the turn of a year; `npm run soak` makes many. */
it('a simulated world: every table has the rows that it can have, and their counts and sums are those that the simulator states, and every identity of the marts holds', async () => {
  const { counts } = await truthScenario({
    ...{ seed: 20260301, from: '2025-12-20', to: '2026-01-12', ordersPerDay: 16 },
  });
  expect(counts.orders).toBeGreaterThan(1000);
  const empty = Object.keys(counts).filter((table) => counts[table] === 0);
  expect(empty).toEqual(alwaysEmpty);
});

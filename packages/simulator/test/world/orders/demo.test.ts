import { beforeAll, describe, expect, it } from 'vitest';
import { CHECK_IDENTITIES } from '../../support/order-identities.js';
import { ORDER_KINDS } from '../../support/order-kinds.js';
import { at, keysOf, small, type Payload } from '../../support/walk.js';

const NOW = at('2026-11-27T21:00:00Z');

/*
 * The world of `toast demo`, and that of another seed. Its orders are looked at one by one, since all of
 * them would fill the memory.
 */
describe.each([1, 2])('The orders of the demo with seed %d', (seed) => {
  const counts = new Map<string, number>();
  const broken = new Map<string, string[]>();

  beforeAll(() => {
    const world = small({ seed, from: '2026-10-28', to: '2026-11-27', ordersPerDay: 100 });
    for (const key of keysOf(world, NOW)) {
      const order: Payload = world.order(key, NOW);
      for (const [name, occurs] of ORDER_KINDS) {
        if (occurs(order)) counts.set(name, (counts.get(name) ?? 0) + 1);
      }
      for (const check of order.checks) {
        for (const [name, holds] of CHECK_IDENTITIES) {
          if (!holds(check, order)) broken.set(name, [...(broken.get(name) ?? []), check.guid]);
        }
      }
    }
  });

  it.each(ORDER_KINDS)('have %s', (name) => {
    expect(counts.get(name)).toBeGreaterThan(0);
  });

  it.each(CHECK_IDENTITIES)('have only checks of which this holds: %s', (name) => {
    expect(broken.get(name)).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { definitionErrors } from '../support/definitions.js';
import { ordersAt } from '../support/ten-days.js';
import { MOMENTS, small } from '../support/walk.js';

const ADDED_STATE = 'DECLINED_RETRY';

describe("Toast's definitions are met by", () => {
  const errorsOf = definitionErrors('orders', 'Order');
  /* Most orders of a moment are as they were at the moment before. */
  const valid = new Set<string>();

  it.each(MOMENTS.slice(1))('orders at %d', (now) => {
    const orders = ordersAt(now).filter((_, n) => n % 2 === 0);
    expect(orders.length).toBeGreaterThan(100);
    for (const order of orders) {
      const text = JSON.stringify(order);
      if (valid.has(text)) continue;
      // Toast may add states of payments; the world has one that is not in the definitions.
      const isKnown = !text.includes(ADDED_STATE);
      const known: unknown = isKnown ? order : JSON.parse(text.replaceAll(ADDED_STATE, 'DENIED'));
      expect(errorsOf(known)).toEqual([]);
      valid.add(text);
    }
  });

  it('restaurants', () => {
    const partner = definitionErrors('partners', 'PartnerAccessExternalRep');
    const info = definitionErrors('restaurants', 'RestaurantInfo');
    for (const restaurant of small({ restaurants: 9 }).restaurants) {
      expect(partner(restaurant.partner)).toEqual([]);
      expect(info(restaurant.info)).toEqual([]);
    }
  });
});

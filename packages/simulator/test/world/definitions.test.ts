import { describe, expect, it } from 'vitest';
import { definitionErrors } from '../support/definitions.js';
import { MOMENTS, ordersOf, small } from '../support/walk.js';

const world = small({ ordersPerDay: 25 });

describe("Toast's definitions are met by", () => {
  it.each(MOMENTS.slice(1))('orders at %d', (now) => {
    const errorsOf = definitionErrors('orders', 'Order');
    const orders = ordersOf(world, now);
    expect(orders.length).toBeGreaterThan(100);
    for (const order of orders) expect(errorsOf(order)).toEqual([]);
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

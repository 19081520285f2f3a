import { describe, expect, it } from 'vitest';
import { checks, NOW } from '../../support/month.js';
import { checksOf, ordersOf, small } from '../../support/walk.js';

describe("A world's scopes", () => {
  const hidden = ordersOf(small({ scopes: { guestPi: false, deliveryAddress: false } }), NOW);

  it('hide guest data and addresses when they are not granted', () => {
    expect(checksOf(hidden).every(({ customer }) => customer === null)).toBe(true);
    expect(hidden.every(({ curbsidePickupInfo }) => curbsidePickupInfo === null)).toBe(true);
    const deliveries = hidden.filter(({ deliveryInfo }) => deliveryInfo !== null);
    expect(deliveries.length).toBeGreaterThan(10);
    for (const { deliveryInfo } of deliveries) {
      expect(Object.values(deliveryInfo)).toEqual([null, null, null, null]);
    }
  });

  it('show guests that cannot be real people when they are granted', () => {
    const guests = checks.map(({ customer }) => customer).filter(Boolean);
    expect(guests.length).toBeGreaterThan(100);
    for (const { email, phone } of guests) {
      expect(email).toMatch(/@example\.com$/);
      expect(phone).toMatch(/55501\d\d$/);
    }
  });
});

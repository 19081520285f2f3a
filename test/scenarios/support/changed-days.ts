import fc from 'fast-check';
import { expect } from 'vitest';
import type { Row } from '../../../src/warehouse/engine/connection.js';
import {
  restaurantId,
  Workbench,
  type Entity,
} from '../../integration/models/support/workbench.js';

const restaurants = [restaurantId, '5eed0000-0000-4000-8000-000000000002'];
const marts = [
  ...['sales_daily', 'sales_hourly', 'product_mix_daily', 'modifier_mix_daily'],
  ...['int_payments_daily', 'int_discounts_daily', 'int_deferred_daily', 'int_cash_daily'],
  ...['int_server_sales_daily', 'int_server_tips_daily', 'int_guest_visits'],
];
const everything = [...marts.map((mart) => `+${mart}`), 'restaurant'];
const dates = [20240506, 20240507, 20240508, null];

const order = fc.record({
  restaurant: fc.nat({ max: restaurants.length - 1 }),
  guid: fc.constantFrom('a', 'b', 'c', 'd'),
  date: fc.constantFrom(...dates),
  deleted: fc.boolean(),
  voided: fc.boolean(),
  prices: fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 2 }),
  /* Booked on dates of their own. */
  refundedOn: fc.constantFrom(...dates),
  paidOn: fc.constantFrom(...dates),
  payment: fc.constantFrom('CASH', 'GIFTCARD', 'HOUSE_ACCOUNT'),
  drawer: fc.constantFrom('bar', null),
});

/* Entries undo others of any day, and move from one day to another. */
const cashEntry = fc.record({
  restaurant: fc.nat({ max: restaurants.length - 1 }),
  guid: fc.constantFrom('e', 'f', 'g'),
  date: fc.constantFrom('20240506', '20240507', '20240508'),
  type: fc.constantFrom('CASH_IN', 'TIP_OUT', 'CLOSE_OUT_SHORTAGE', 'NO_SALE'),
  amount: fc.integer({ min: -9, max: 9 }),
  reason: fc.constantFrom('Float', 'Change'),
  undoes: fc.constantFrom('e', 'f', null),
  drawer: fc.constantFrom('bar', null),
});

const settings = fc.record({
  restaurant: fc.nat({ max: restaurants.length - 1 }),
  closeoutHour: fc.integer({ min: 0, max: 6 }),
  timeZone: fc.constantFrom('UTC', 'America/New_York'),
});

/** Generates what changes before each run of the models, and in batches of how many orders they run. */
export const changes = fc.record({
  batchOrders: fc.integer({ min: 1, max: 5 }),
  runs: fc.array(
    fc.record({
      orders: fc.array(order, { maxLength: 5 }),
      cash: fc.array(cashEntry, { maxLength: 3 }),
      settings: fc.array(settings, { maxLength: 1 }),
      /* Only this is built before the rest, which makes up for it. */
      first: fc.option(
        fc.constantFrom(
          'orders',
          'int_checks',
          'int_refunds',
          'int_payments_taken',
          'int_sales_daily',
          'int_deferred_daily',
          'int_cash_events',
        ),
      ),
    }),
    { minLength: 2, maxLength: 4 },
  ),
});

type Changes = typeof changes extends fc.Arbitrary<infer T> ? T : never;

/**
 * Loads random versions of a few orders, cash entries and restaurant settings before each of several runs, and
 * compares the marts after the last with a full refresh.
 */
export async function changeScenario({ batchOrders, runs }: Changes): Promise<void> {
  const workbench = await Workbench.open();
  try {
    workbench.setBatchOrders(batchOrders);
    let version = 0;
    for (const [index, { orders, cash, settings: changed, first }] of runs.entries()) {
      for (const { restaurant, ...given } of orders) {
        version += 1;
        await workbench.load('orders', [entity(given, version)], restaurants[restaurant]);
      }
      for (const { restaurant, date: businessDate, drawer, ...given } of cash) {
        const listed = { ...given, cashDrawer: drawer && { guid: drawer } };
        await workbench.load('cash_entries', [listed], restaurants[restaurant], { businessDate });
      }
      for (const { restaurant, ...general } of changed) {
        const details = { guid: restaurants[restaurant] ?? '', general };
        await workbench.load('restaurant_details', [details], restaurants[restaurant]);
      }
      if (first !== null && index > 0) await workbench.transform({ select: [first] });
      await workbench.transform({ select: everything });
    }
    const incremental = await rowsOf(workbench);
    await workbench.transform({ select: everything, fullRefresh: true });
    expect(incremental).toEqual(await rowsOf(workbench));
  } finally {
    await workbench.close();
  }
}

function rowsOf(workbench: Workbench): Promise<Row[][]> {
  return Promise.all(marts.map((mart) => workbench.rows(mart)));
}

type Order = typeof order extends fc.Arbitrary<infer T> ? Omit<T, 'restaurant'> : never;

/* A version of an order; later versions have a later modification time. */
function entity(given: Order, version: number): Entity {
  const { guid, date, deleted, voided, prices, refundedOn, paidOn, payment, drawer } = given;
  const selections = prices.map((price, i) => ({
    guid: `${guid}-s${i}`,
    price,
    preDiscountPrice: price + 1,
    selectionType: i === 1 && price % 2 === 0 ? 'TOAST_CARD_SELL' : 'NONE',
    appliedDiscounts: [{ guid: `${guid}-s${i}-d`, name: `off ${price % 3}`, discountAmount: 1 }],
    modifiers: [{ guid: `${guid}-s${i}-m`, displayName: 'Cheese', quantity: 1, price: 1 }],
    refundDetails: i === 0 && refundedOn !== null ? { refundAmount: price } : null,
  }));
  const refund = refundedOn === null ? null : { refundAmount: 60, refundBusinessDate: refundedOn };
  const payments = [
    {
      guid: `${guid}-p`,
      type: payment,
      server: { guid: `server-${version % 3}` },
      amount: 60,
      tipAmount: version,
      cashDrawer: drawer && { guid: drawer },
      paidBusinessDate: paidOn,
      refund,
    },
  ];
  return {
    guid,
    businessDate: date,
    deleted,
    voided,
    modifiedDate: new Date(Date.UTC(2024, 5, 1, 0, version)).toISOString().replace('Z', '+0000'),
    server: { guid: `server-${version % 2}` },
    checks: [
      {
        guid: `${guid}-check`,
        taxAmount: 1,
        customer: version % 2 === 0 ? { email: `${guid}@example.com` } : null,
        selections,
        payments,
      },
    ],
  };
}

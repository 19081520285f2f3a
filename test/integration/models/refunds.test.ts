import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Workbench, type Entity } from './support/workbench.js';

let workbench: Workbench;

beforeAll(async () => {
  workbench = await Workbench.open();
  await workbench.load('orders', [
    order('shared', {
      selections: [item('a', 30, 'r1'), item('b', 6, 'r1')],
      payments: [paid('p1', 24, 'r1', 20240507), paid('p2', 12, 'r1', 20240507)],
    }),
    order('unlinked', {
      selections: [item('c', 10, null), item('d', 4, 'unknown')],
      payments: [paid('p3', 8, 'r3', 20240507), paid('p4', 20, 'r4', 20240508)],
    }),
    order('prepaid', {
      selections: [item('e', 0, null)],
      payments: [
        { ...paid('p5', 10, 'r5', 20240504), amount: 50, paidBusinessDate: 20240503 },
        { guid: 'p6', type: 'GIFTCARD', amount: 7, tipAmount: 1, paidBusinessDate: 20240506 },
      ],
    }),
    order('cards', {
      selections: [
        {
          guid: 'card',
          displayName: 'Gift Card',
          preDiscountPrice: 25,
          price: 20,
          selectionType: 'TOAST_CARD_SELL',
        },
      ],
      payments: [],
    }),
  ]);
  await workbench.transform({ select: ['int_refunds', '+deferred_daily'] });
});

afterAll(() => workbench.close());

describe('int_refunds', () => {
  it('divides what a transaction refunded among its payments, by their refunds', async () => {
    expect(await refunds('shared')).toEqual([
      { id: 'p1', item_refunds: 24, custom_amount: 0, items: ['a', 'b'] },
      { id: 'p2', item_refunds: 12, custom_amount: 0, items: ['a', 'b'] },
    ]);
  });

  it('gives items without a known transaction to the last refund of their check', async () => {
    expect(await refunds('unlinked')).toEqual([
      { id: 'p3', item_refunds: 0, custom_amount: 8, items: [] },
      { id: 'p4', item_refunds: 14, custom_amount: 6, items: ['c', 'd'] },
    ]);
  });
});

describe('deferred_daily', () => {
  it('carries balances from day to day; what is refunded before the day is not earned', async () => {
    const rows = await workbench.query(
      `select business_date, since, prepaid_in::int as prepaid, prepaid_refunded::int as refunded,
        prepaid_earned::int as earned, prepaid_balance::int as balance,
        gift_cards_redeemed::int as redeemed, gift_card_balance::int as cards
      from toast_marts.deferred_daily order by business_date`,
    );
    const day = { since: '2024-05-03', prepaid: 0, refunded: 0, earned: 0, redeemed: 0, cards: 0 };
    expect(rows).toEqual([
      { ...day, business_date: '2024-05-03', prepaid: 50, balance: 50 },
      { ...day, business_date: '2024-05-04', refunded: 10, balance: 40 },
      { ...day, business_date: '2024-05-06', earned: 40, balance: 0, redeemed: 8, cards: 17 },
    ]);
  });
});

function order(guid: string, check: Entity): Entity {
  return { guid, businessDate: 20240506, checks: [{ guid: `${guid}-check`, ...check }] };
}

function item(name: string, refundAmount: number, refund: string | null): Entity {
  return {
    guid: name,
    displayName: name,
    price: 100,
    preDiscountPrice: 100,
    refundDetails: { refundAmount, refundTransaction: refund === null ? null : { guid: refund } },
  };
}

function paid(guid: string, refundAmount: number, refund: string, on: number): Entity {
  return {
    guid,
    type: 'CREDIT',
    paymentStatus: 'CAPTURED',
    amount: 100,
    paidBusinessDate: 20240506,
    refund: { refundAmount, refundTransaction: { guid: refund }, refundBusinessDate: on },
  };
}

function refunds(order: string) {
  return workbench.query(
    `select id, item_refunds::int as item_refunds, custom_amount::int as custom_amount, items
    from toast_intermediate.int_refunds where orders_id = '${order}' order by id`,
  );
}

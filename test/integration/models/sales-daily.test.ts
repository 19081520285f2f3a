import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { restaurantId, Workbench, type Entity } from './support/workbench.js';

const other = '5eed0000-0000-4000-8000-000000000002';
const monday = 20240506;

let workbench: Workbench;

beforeAll(async () => {
  workbench = await Workbench.open();
  await workbench.load('orders', [
    {
      guid: 'full',
      businessDate: monday,
      numberOfGuests: 2,
      checks: [
        {
          guid: 'full-check',
          taxAmount: 1.5,
          selections: [
            {
              guid: 'discounted',
              price: 10,
              preDiscountPrice: 12,
              appliedDiscounts: [{ guid: 'd1', discountAmount: 2, processingState: 'APPLIED' }],
            },
            {
              guid: 'refunded',
              price: 5,
              preDiscountPrice: 5.5,
              refundDetails: { refundAmount: 3, taxRefundAmount: 0.3 },
              modifiers: [
                {
                  guid: 'm1',
                  price: 1,
                  voided: true,
                  modifiers: [
                    { guid: 'm2', appliedDiscounts: [{ guid: 'd2', discountAmount: 0.5 }] },
                  ],
                },
              ],
            },
            {
              guid: 'voided',
              voided: true,
              price: 0,
              preDiscountPrice: 7,
              appliedDiscounts: [{ guid: 'd3', discountAmount: 100 }],
            },
            { guid: 'gift-card', deferred: true, selectionType: 'TOAST_CARD_SELL', price: 25 },
          ],
          appliedDiscounts: [
            { guid: 'd4', discountAmount: 1 },
            { guid: 'd5', discountAmount: 90, processingState: 'VOID' },
          ],
          appliedServiceCharges: [
            {
              guid: 'c1',
              chargeAmount: 3,
              refundDetails: { refundAmount: 1, taxRefundAmount: 0.1 },
            },
            { guid: 'c2', chargeAmount: 4, gratuity: true, refundDetails: { refundAmount: 80 } },
            {
              guid: 'c3',
              chargeAmount: 1,
              gratuity: false,
              serviceChargeCategory: 'FUNDRAISING_CAMPAIGN',
              refundDetails: { refundAmount: 70 },
            },
          ],
          payments: [
            {
              guid: 'p1',
              paymentStatus: 'CAPTURED',
              amount: 40,
              tipAmount: 5,
              refund: { refundAmount: 2, tipRefundAmount: 1 },
            },
            { guid: 'p2', paymentStatus: 'DENIED', amount: 60, tipAmount: 60 },
            { guid: 'p3', amount: 1, tipAmount: 0.25 },
          ],
        },
      ],
    },
    {
      guid: 'voided-order',
      businessDate: monday,
      numberOfGuests: 50,
      voided: true,
      checks: [
        {
          guid: 'voided-order-check',
          taxAmount: 50,
          selections: [
            { guid: 'v1', voided: true, preDiscountPrice: 8 },
            { guid: 'v2', price: 6 },
          ],
          appliedDiscounts: [{ guid: 'd6', discountAmount: 50 }],
          appliedServiceCharges: [{ guid: 'c4', chargeAmount: 50 }],
          payments: [{ guid: 'p4', amount: 50, tipAmount: 50 }],
        },
      ],
    },
    ...(['deleted', 'excessFood', 'createdInTestMode'] as const).map((flag, i): Entity => ({
      guid: `aside-${i}`,
      businessDate: monday,
      numberOfGuests: 30,
      [flag]: true,
      checks: [
        {
          guid: `aside-${i}-check`,
          taxAmount: 30,
          selections: [
            { guid: `aside-${i}-sold`, price: 30 },
            { guid: `aside-${i}-voided`, voided: true, preDiscountPrice: 30 },
          ],
        },
      ],
    })),
    {
      guid: 'three-checks',
      businessDate: monday,
      checks: [
        {
          guid: 'deleted-check',
          deleted: true,
          taxAmount: 20,
          selections: [{ guid: 'v3', voided: true, preDiscountPrice: 20 }],
        },
        {
          guid: 'voided-check',
          voided: true,
          taxAmount: 20,
          selections: [
            { guid: 'v4', voided: true, preDiscountPrice: 1 },
            { guid: 'v5', price: 20 },
          ],
        },
        {
          guid: 'house-account',
          taxAmount: 0,
          selections: [{ guid: 'balance', selectionType: 'HOUSE_ACCOUNT_PAY_BALANCE', price: 2 }],
        },
      ],
    },
    {
      guid: 'only-voided',
      businessDate: 20240507,
      voided: true,
      checks: [
        { guid: 'only-check', selections: [{ guid: 'v6', voided: true, preDiscountPrice: 9.99 }] },
      ],
    },
    { guid: 'only-deleted', businessDate: 20240508, deleted: true, checks: [] },
    { guid: 'without-day', checks: [{ guid: 'without-day-check', selections: [] }] },
    { guid: 'empty', businessDate: 20240509, numberOfGuests: 1, checks: [] },
  ]);
  await workbench.load(
    'orders',
    [
      {
        guid: 'full',
        businessDate: monday,
        checks: [
          {
            guid: 'full-check',
            taxAmount: 0.01,
            selections: [
              { guid: 'discounted', price: 0.1 },
              { guid: 'refunded', price: 0.2 },
            ],
          },
        ],
      },
    ],
    other,
  );
  await workbench.transform();
});

afterAll(() => workbench.close());

describe('sales_daily', () => {
  it('sums up a business date by the documented rules', async () => {
    expect(await day(restaurantId, '2024-05-06')).toEqual({
      ...nothing,
      restaurant_id: restaurantId,
      business_date: '2024-05-06',
      order_count: 2,
      check_count: 2,
      guest_count: 2,
      gross_sales: '18.5000',
      discounts: '3.5000',
      service_charges: '3.0000',
      net_sales: '18.0000',
      refunds: '4.0000',
      net_sales_after_refunds: '14.0000',
      taxes: '1.5000',
      gratuities: '4.0000',
      tips: '5.2500',
      tip_refunds: '1.0000',
      payment_refunds: '2.0000',
      deferred_sales: '27.0000',
      void_count: 3,
      void_amount: '16.0000',
    });
  });

  it('has a row for a business date on which everything was voided', async () => {
    expect(await day(restaurantId, '2024-05-07')).toEqual({
      ...nothing,
      restaurant_id: restaurantId,
      business_date: '2024-05-07',
      void_count: 1,
      void_amount: '9.9900',
    });
  });

  it('has a row for a business date whose only order has no checks', async () => {
    expect(await day(restaurantId, '2024-05-09')).toEqual({
      ...nothing,
      restaurant_id: restaurantId,
      business_date: '2024-05-09',
      order_count: 1,
      guest_count: 1,
    });
  });

  it('adds cents exactly, and keeps restaurants apart whose orders have the same GUIDs', async () => {
    expect(await day(other, '2024-05-06')).toEqual({
      ...nothing,
      restaurant_id: other,
      business_date: '2024-05-06',
      order_count: 1,
      check_count: 1,
      gross_sales: '0.3000',
      net_sales: '0.3000',
      net_sales_after_refunds: '0.3000',
      taxes: '0.0100',
    });
  });

  it('has no row for a business date with only deleted orders, nor for orders without one', async () => {
    expect(await workbench.query('select count(*) as days from toast_marts.sales_daily')).toEqual([
      { days: 4 },
    ]);
  });
});

const nothing = {
  order_count: 0,
  check_count: 0,
  guest_count: 0,
  gross_sales: '0.0000',
  discounts: '0.0000',
  service_charges: '0.0000',
  net_sales: '0.0000',
  refunds: '0.0000',
  net_sales_after_refunds: '0.0000',
  taxes: '0.0000',
  gratuities: '0.0000',
  tips: '0.0000',
  tip_refunds: '0.0000',
  payment_refunds: '0.0000',
  deferred_sales: '0.0000',
  void_count: 0,
  void_amount: '0.0000',
};

async function day(restaurant: string, date: string): Promise<unknown> {
  const [row] = await workbench.query(
    `select * from toast_marts.sales_daily
    where restaurant_id = '${restaurant}' and business_date = '${date}'`,
  );
  return row;
}

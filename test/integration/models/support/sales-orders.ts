import type { Entity } from './workbench.js';

const monday = 20240506;

/** Orders of four business dates, with everything that counts as sales and everything that does not. */
export const salesOrders: Entity[] = [
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
];

/** Orders with the same GUIDs, for another restaurant. */
export const ordersWithSameGuids: Entity[] = [
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
];

import type { Entity, Json } from './workbench.js';

type Check = Record<string, Json>;

/** Returns an order of May 1, 2024, sold at noon in New York, with these checks. */
function order(guid: string, checks: Check[], fields: Entity = {}): Entity {
  return {
    guid,
    businessDate: 20240501,
    openedDate: '2024-05-01T16:00:00.000+0000',
    checks: checks.map((check, i) => ({ guid: `${guid}-${i + 1}`, ...check })),
    ...fields,
  };
}

const item = (guid: string, price: number, fields: Entity = {}): Entity => {
  return { guid, quantity: 1, receiptLinePrice: price, preDiscountPrice: price, price, ...fields };
};

const tax = (taxAmount: number, facilitatorCollectAndRemitTax: boolean): Entity => {
  return { taxAmount, facilitatorCollectAndRemitTax };
};

const refund = (guid: string, fields: Entity): Entity => {
  return { ...fields, refundTransaction: { guid } };
};

/** Orders that each show one rule of the amounts of `checks` and `item_sales`. */
export const factOrders: Entity[] = [
  /* Half of 10.00 is off, and the price includes 7 % tax: 9.34 without it. */
  order('tax-included', [
    {
      selections: [
        item('tax-included-item', 10, {
          ...{ preDiscountPrice: 9.34, price: 4.67, tax: 0.33, taxInclusion: 'INCLUDED' },
          appliedDiscounts: [{ guid: 'd1', discountAmount: 5, nonTaxDiscountAmount: 4.67 }],
        }),
      ],
      taxAmount: 0.33,
    },
  ]),
  order('removed-reward', [
    {
      selections: [item('removed-reward-item', 20)],
      appliedDiscounts: [{ guid: 'd2', discountAmount: 5, processingState: 'PENDING_VOID' }],
    },
  ]),
  /* The check's discount of 7.00 is on the gift card too, which is not sold yet. */
  order('gift-card', [
    {
      selections: [
        item('card', 50, { price: 45, deferred: true, selectionType: 'TOAST_CARD_SELL' }),
        item('beside-card', 20, { price: 18 }),
      ],
      appliedDiscounts: [{ guid: 'd3', discountAmount: 7, nonTaxDiscountAmount: 7 }],
    },
  ]),
  order('custom-refund', [
    {
      selections: [item('custom-refund-item', 54)],
      payments: [
        { guid: 'p1', type: 'CREDIT', amount: 54, refund: refund('r1', { refundAmount: 15 }) },
      ],
    },
  ]),
  order('refund-later', [
    {
      selections: [
        item('refunded-item', 54, { refundDetails: refund('r2', { refundAmount: 15 }) }),
      ],
      payments: [
        { guid: 'p2', amount: 54, refund: refund('r3', { refundBusinessDate: 20240510 }) },
        {
          ...{ guid: 'p3', amount: 0 },
          refund: refund('r2', { refundAmount: 15, refundBusinessDate: 20240503 }),
        },
      ],
    },
  ]),
  order('modifier-refund', [
    {
      selections: [
        item('modifier-refund-item', 14, {
          modifiers: [
            {
              guid: 'refunded-modifier',
              price: 2,
              refundDetails: { refundAmount: 2, taxRefundAmount: 0.16 },
            },
          ],
        }),
        /* The refund of a line has that of its modifiers. */
        item('line-refund-item', 14, {
          refundDetails: { refundAmount: 14 },
          modifiers: [{ guid: 'in-line', price: 2, refundDetails: { refundAmount: 2 } }],
        }),
      ],
    },
  ]),
  order(
    'marketplace',
    [
      {
        selections: [
          item('marketplace-item', 10, {
            appliedTaxes: [tax(0.5, true), tax(0.7, false)],
            tax: 1.2,
            refundDetails: { refundAmount: 4, taxRefundAmount: 0.8 },
          }),
        ],
        appliedServiceCharges: [
          { guid: 'c1', chargeAmount: 3, delivery: true, appliedTaxes: [tax(0.8, false)] },
        ],
        taxAmount: 2,
      },
    ],
    { source: 'API' },
  ),
  order('not-approved', [{ selections: [item('not-approved-item', 42)], amount: 42 }], {
    approvalStatus: 'NOT_APPROVED',
  }),
  order('void', [
    {
      selections: [
        item('voided-item', 10, { voided: true, price: 8, quantity: 2 }),
        item('voided-card', 25, { voided: true, deferred: true }),
      ],
    },
  ]),
  order('unknown-status', [
    {
      paymentStatus: 'OPEN',
      selections: [item('unknown-status-item', 5)],
      payments: ['DECLINED_RETRY', 'OPEN', 'DENIED', 'CAPTURED', null].map((paymentStatus, i) => ({
        guid: `status-${i}`,
        ...{ paymentStatus, amount: 1, tipAmount: 5 },
      })),
    },
  ]),
  order('charges', [
    {
      appliedServiceCharges: [
        { guid: 'c2', chargeAmount: 20, gratuity: true, refundDetails: { refundAmount: 10 } },
        { guid: 'c3', chargeAmount: 1, serviceChargeCategory: 'FUNDRAISING_CAMPAIGN' },
        { guid: 'c4', chargeAmount: 2, serviceChargeCategory: 'CREDIT_CARD_SURCHARGE' },
        { guid: 'c5', chargeAmount: -0.02, serviceChargeCategory: 'CASH_ROUNDING' },
      ],
      payments: [{ guid: 'p4', amount: 22.98, refund: { refundAmount: 10, tipRefundAmount: 1 } }],
    },
  ]),
  order(
    'split',
    [
      { openedDate: '2024-05-01T16:20:00.000+0000', selections: [item('second', 3)] },
      { openedDate: '2024-05-01T16:10:00.000+0000', selections: [item('first', 4)] },
      { openedDate: '2024-05-01T16:00:00.000+0000', voided: true, selections: [item('none', 9)] },
    ],
    { numberOfGuests: 4 },
  ),
  /* Three burgers of 10.00, each with cheese of 1.50; then Toast's total for the line. */
  order('modifiers', [
    {
      selections: [
        item('per-item', 10, {
          ...{ quantity: 3, price: 34.5, preDiscountPrice: 34.5 },
          modifiers: [{ guid: 'm1', quantity: 1, preDiscountPrice: 1.5, price: 1.5 }],
        }),
        item('per-line', 10, {
          ...{ quantity: 3, price: 34.5, preDiscountPrice: 34.5 },
          modifiers: [{ guid: 'm2', quantity: 3, preDiscountPrice: 4.5, price: 4.5 }],
        }),
        item('free', 10, {
          ...{ quantity: 3, price: 30, preDiscountPrice: 30 },
          modifiers: [{ guid: 'm3', quantity: 1, preDiscountPrice: 0, price: 0 }],
        }),
      ],
    },
  ]),
  ...(['deleted', 'excessFood', 'createdInTestMode'] as const).map((flag) =>
    order(flag, [{ selections: [item(`${flag}-item`, 30, { quantity: 2 })] }], { [flag]: true }),
  ),
];

import type { Entity } from './workbench.js';

const person = (guid: string): Entity => ({ guid, entityType: 'RestaurantUser' });

/** Returns a cash entry of 9 p.m. in New York, of drawer bar unless another is given. */
export function entry(guid: string, type: string, amount: number, fields: Entity = {}): Entity {
  return {
    ...{ guid, type, amount, reason: '', date: '2024-05-04T01:00:00.000+0000', undoes: null },
    cashDrawer: { guid: 'bar', entityType: 'CashDrawer' },
    ...fields,
  };
}

/** Entries of one business date: every type, each kind of correction, a drawer closed at 5:30 a.m. */
export const entries: Entity[] = [
  entry('float', 'CASH_IN', 200, { reason: ' FLOAT ' }),
  entry('patio-float', 'CASH_IN', 100, { reason: 'Float', cashDrawer: { guid: 'patio' } }),
  /* The float of the patio goes back: what undoes a float is one, whatever its reason. */
  entry('patio-back', 'CASH_OUT', -100, {
    ...{ reason: 'Undo Cash In', undoes: 'patio-float' },
    cashDrawer: { guid: 'patio' },
  }),
  entry('change', 'CASH_IN', 40, { reason: 'Floating change' }),
  entry('flowers', 'PAY_OUT', -12.5, {
    ...{ reason: 'Flowers', payoutReason: { guid: 'decor' } },
    creatorOrShiftReviewSubject: person('ann'),
    approverOrShiftReviewSubject: person('bob'),
    ...{ employee1: person('ann'), employee2: person('bob') },
  }),
  entry('ice', 'PAY_OUT', -30, { reason: 'Ice' }),
  entry('no-ice', 'UNDO_PAY_OUT', 30, { reason: 'Ice', undoes: 'ice' }),
  entry('tips', 'TIP_OUT', -45),
  entry('tips-back', 'CASH_COLLECTED', 45, { reason: 'Undo Tip Out', undoes: 'tips' }),
  /* Toast no longer lists a second one that undoes the flowers. */
  entry('gone', 'UNDO_PAY_OUT', 12.5, { undoes: 'flowers' }),
  entry('more-tips', 'TIP_OUT', -20),
  entry('handed-in', 'CASH_COLLECTED', 80),
  entry('safe', 'CASH_OUT', -60),
  entry('driver', 'DRIVER_REIMBURSEMENT', -7.25),
  entry('open', 'NO_SALE', 0, {
    noSaleReason: { guid: 'change' },
    creatorOrShiftReviewSubject: person('ann'),
  }),
  entry('open-again', 'NO_SALE', 0),
  entry('short', 'CLOSE_OUT_SHORTAGE', -1.75, { date: '2024-05-04T09:30:00.000+0000' }),
  entry('over', 'CLOSE_OUT_OVERAGE', 3, { cashDrawer: { guid: 'patio' } }),
  entry('barter', 'BARTER', 5, { cashDrawer: { guid: 'patio' } }),
];

/** Deposits of that date: one that stays, and one that is undone. */
export const deposits: Entity[] = [
  { guid: 'wrong', amount: 300, undoes: null },
  { guid: 'undo', amount: 300, undoes: 'wrong' },
  { guid: 'right', amount: 270, undoes: null },
];

/** Returns an order of May 2 with a payment of each kind; cash is paid at `drawer` on May 3. */
export function paidOrder(drawer: string, modifiedDate = '2024-06-01T00:00:00.000+0000'): Entity {
  const paid = { paidBusinessDate: 20240503, type: 'CASH' };
  const refund = { refundAmount: 10, tipRefundAmount: 1, refundBusinessDate: 20240504 };
  const payments = [
    { guid: 'p1', ...paid, amount: 50, tipAmount: 2, cashDrawer: { guid: drawer }, refund },
    { guid: 'p2', ...paid, amount: 25, tipAmount: 0 },
    { guid: 'p3', ...paid, amount: 99, cashDrawer: { guid: drawer }, paymentStatus: 'VOIDED' },
    { guid: 'p4', ...paid, type: 'CREDIT', amount: 70, tipAmount: 9, paymentStatus: 'CAPTURED' },
  ];
  return { guid: 'order', businessDate: 20240502, modifiedDate, checks: [{ guid: 'c', payments }] };
}

/** Restaurant, drawers, reasons and people, by the name of their resource. */
export const configuration: Readonly<Record<string, Entity[]>> = {
  restaurant_details: [
    {
      guid: '5eed0000-0000-4000-8000-000000000001',
      general: {
        ...{ name: 'Grill', timeZone: 'America/New_York', closeoutHour: 4, currencyCode: 'USD' },
      },
    },
  ],
  cash_drawers: [
    { guid: 'bar', printer: { guid: 'bar-printer' } },
    { guid: 'patio', printer: { guid: 'patio-printer' } },
  ],
  printers: [
    { guid: 'bar-printer', name: 'Bar' },
    { guid: 'patio-printer', name: 'Patio' },
  ],
  payout_reasons: [{ guid: 'decor', name: 'Decoration' }],
  no_sale_reasons: [{ guid: 'change', name: 'Make change' }],
  employees: [
    { guid: 'ann', firstName: 'Ann', lastName: 'Lee', v2EmployeeGuid: 'ann-everywhere' },
    { guid: 'bob', chosenName: 'Bobby', externalEmployeeId: 'payroll-7' },
  ],
};

import { describe, expect, it } from 'vitest';
import { charges, checks, payments, selections } from '../../support/month.js';
import { isReal } from '../../support/order-identities.js';
import { has, some } from '../../support/walk.js';

const FEATURES: readonly (readonly [string, () => boolean])[] = [
  [
    'means of payment',
    () => has(payments, 'type', 'CASH', 'CREDIT', 'GIFTCARD', 'OTHER', 'HOUSE_ACCOUNT'),
  ],
  [
    'payment states',
    () => has(payments, 'paymentStatus', 'AUTHORIZED', 'CAPTURED', 'DENIED', 'VOIDED', null),
  ],
  [
    'voided payments that were not by card',
    () => some(payments, (p) => p.type !== 'CREDIT' && p.paymentStatus === 'VOIDED' && p.voidInfo),
  ],
  ['card types', () => has(payments, 'cardType', 'VISA', 'MASTERCARD', 'AMEX', 'DISCOVER')],
  [
    'entry modes',
    () =>
      has(
        payments,
        'cardEntryMode',
        'SWIPED',
        'KEYED',
        'ONLINE',
        'EMV_CHIP_SIGN',
        'CONTACTLESS',
        'FUTURE_ORDER',
      ),
  ],
  [
    'fees after capture',
    () => some(payments, (p) => p.originalProcessingFee > 0 && p.mcaRepaymentAmount > 0),
  ],
  [
    'no fees before',
    () => payments.every((p) => p.paymentStatus === 'CAPTURED' || p.originalProcessingFee === null),
  ],
  ['several payments on a check', () => some(checks, (c) => c.payments.filter(isReal).length > 1)],
  ['change from cash', () => some(payments, (p) => p.amountTendered > p.amount)],
  ['tips', () => some(payments, (p) => p.tipAmount > 0)],
  ['refunds in part and in full', () => has(payments, 'refundStatus', 'NONE', 'PARTIAL', 'FULL')],
  ['refunds of tips', () => some(payments, (p) => p.refund?.tipRefundAmount > 0)],
  ['refunds of selections', () => some(selections, (s) => s.refundDetails?.taxRefundAmount > 0)],
  ['refunds of charges', () => some(charges, (c) => c.refundDetails?.refundAmount > 0)],
  [
    'surcharges linked to their payment',
    () => some(charges, (c) => c.paymentGuid && payments.some((p) => p.guid === c.paymentGuid)),
  ],
];

describe('The payments of a generated month', () => {
  it.each(FEATURES)('has %s', (_, holds) => {
    expect(holds()).toBe(true);
  });
});

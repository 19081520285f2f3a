import { describe, expect, it } from 'vitest';
import {
  charges,
  checks,
  discounts,
  onChecks,
  onItems,
  orders,
  selections,
  taxes,
} from '../../support/month.js';
import { has, some } from '../../support/walk.js';

const FEATURES: readonly (readonly [string, () => boolean])[] = [
  [
    'discounts on selections',
    () => has(onItems, 'discountType', 'PERCENT', 'FIXED', 'OPEN_FIXED', 'BOGO', 'FIXED_TOTAL'),
  ],
  [
    'discounts on checks',
    () =>
      has(
        onChecks,
        'discountType',
        'PERCENT',
        'FIXED',
        'OPEN_FIXED',
        'OPEN_PERCENT',
        'BOGO',
        'FIXED_TOTAL',
      ),
  ],
  [
    'triggers on both',
    () => [onChecks, onItems].every((list) => some(list, (d) => d.triggers.length > 0)),
  ],
  [
    'combos on both',
    () => [onChecks, onItems].every((list) => some(list, (d) => d.comboItems.length > 1)),
  ],
  [
    'promo codes, approvers, reasons',
    () =>
      some(discounts, (d) => d.appliedPromoCode) &&
      some(discounts, (d) => d.approver && d.appliedDiscountReason),
  ],
  [
    'loyalty discounts',
    () =>
      some(discounts, (d) => d.loyaltyDetails) &&
      has(discounts, 'processingState', 'APPLIED', 'PENDING_APPLIED', 'VOID', null),
  ],
  [
    'discounts that lower an included tax',
    () => some(discounts, (d) => d.nonTaxDiscountAmount < d.discountAmount),
  ],
  [
    'charges',
    () =>
      has(charges, 'chargeType', 'FIXED', 'PERCENT', 'OPEN') &&
      has(charges, 'gratuity', true, false),
  ],
  [
    'charge categories',
    () =>
      has(
        charges,
        'serviceChargeCategory',
        'SERVICE_CHARGE',
        'FUNDRAISING_CAMPAIGN',
        'CREDIT_CARD_SURCHARGE',
        'CASH_ROUNDING',
      ),
  ],
  ['taxed delivery fees', () => some(charges, (c) => c.delivery && c.appliedTaxes.length > 0)],
  [
    'kinds of tax',
    () => has(taxes, 'type', 'PERCENT', 'FIXED', 'EXTERNAL') && has(taxes, 'guid', null),
  ],
  [
    'prices with tax',
    () =>
      some(
        selections,
        (s) => s.taxInclusion === 'INCLUDED' && s.price < s.receiptLinePrice * s.quantity,
      ),
  ],
  [
    'tax-exempt checks',
    () => some(checks, (c) => c.taxExempt && c.amount > 0 && c.taxAmount === 0),
  ],
  [
    'marketplace orders',
    () =>
      some(orders, (o) => o.marketplaceFacilitatorTaxInfo?.facilitatorCollectAndRemitTaxOrder) &&
      has(taxes, 'facilitatorCollectAndRemitTax', true, false),
  ],
];

describe('The discounts, charges and taxes of a generated month', () => {
  it.each(FEATURES)('has %s', (_, holds) => {
    expect(holds()).toBe(true);
  });
});

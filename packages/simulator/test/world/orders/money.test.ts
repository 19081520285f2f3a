import { describe, expect, it } from 'vitest';
import {
  cents,
  centsOf,
  checksOf,
  MOMENTS,
  modifiersOf,
  selectionsOf,
  type Payload,
} from '../../support/walk.js';
import { isReal, isRemoved } from '../../support/order-identities.js';
import { ordersAt } from '../../support/ten-days.js';

const valid = (list: readonly Payload[]): Payload[] => list.filter(({ voided }) => !voided);
const taxesOf = (list: readonly Payload[]): number =>
  centsOf(
    list.flatMap(({ appliedTaxes }) => appliedTaxes),
    'taxAmount',
  );

describe.each(MOMENTS.slice(1))('The checks at %d', (now) => {
  const orders = ordersAt(now);
  const checks = checksOf(orders);

  it('total their selections and charges', () => {
    expect(checks.length).toBeGreaterThan(100);
    for (const check of checks) {
      const selections = valid(check.selections);
      const charges = check.appliedServiceCharges;
      const income = charges.filter((charge: Payload) => !charge.gratuity);
      const taxed = [...selections, ...modifiersOf(selections), ...charges];
      expect([check.amount, check.taxAmount].map(cents)).toEqual([
        centsOf(selections, 'price') + centsOf(income, 'chargeAmount'),
        taxesOf(taxed),
      ]);
    }
  });

  it('have selections whose amounts add up', () => {
    const addsUp = (selection: Payload): boolean => {
      const { modifiers, quantity, receiptLinePrice, preDiscountPrice, taxInclusion } = selection;
      const taxes = taxesOf([selection, ...modifiersOf([selection])]);
      const printed =
        Math.round(cents(receiptLinePrice) * quantity) + centsOf(modifiers, 'preDiscountPrice');
      const below = printed - cents(preDiscountPrice);
      const included = taxInclusion === 'INCLUDED';
      return cents(selection.tax) === taxes && (included ? below > 0 : Math.abs(below) <= 1);
    };
    expect(selectionsOf(orders).filter((selection) => !addsUp(selection))).toEqual([]);
  });

  it('have discounts that lower prices by their amounts', () => {
    const sold = checksOf(orders.filter(({ excessFood }) => !excessFood));
    for (const check of sold.filter(({ voided }) => !voided)) {
      const selections = valid(check.selections);
      const parts = [check, ...selections];
      const saved = centsOf(
        parts
          .flatMap(({ appliedDiscounts }) => appliedDiscounts)
          .filter((discount) => !isRemoved(discount)),
        'nonTaxDiscountAmount',
      );
      expect(centsOf(selections, 'preDiscountPrice') - centsOf(selections, 'price')).toBe(saved);
    }
  });

  it('are paid in full by successful payments', () => {
    const paid = checks.filter(
      ({ paymentStatus, voided, deleted }) => paymentStatus !== 'OPEN' && !voided && !deleted,
    );
    expect(paid.length).toBeGreaterThan(50);
    for (const check of paid) {
      const through = check.payments.filter(isReal);
      expect(centsOf(through, 'amount') + centsOf(through, 'tipAmount')).toBe(
        cents(check.totalAmount),
      );
    }
  });

  it('have amounts with at most two decimals', () => {
    const amounts = checks.flatMap(({ amount, taxAmount, totalAmount, selections }) => [
      ...[amount, taxAmount, totalAmount],
      ...selections.flatMap((s: Payload) => [s.price, s.tax, s.preDiscountPrice]),
    ]);
    expect(amounts.length).toBeGreaterThan(1000);
    expect(amounts.filter((value) => !/^\d+(\.\d\d?)?$/.test(String(value)))).toEqual([]);
  });
});

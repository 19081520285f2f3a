import { describe, expect, it } from 'vitest';
import {
  cents,
  centsOf,
  checksOf,
  MOMENTS,
  modifiersOf,
  ordersOf,
  small,
  type Payload,
} from '../../support/walk.js';

const world = small({ ordersPerDay: 80 });
const valid = (list: readonly Payload[]): Payload[] => list.filter(({ voided }) => !voided);
const taxesOf = (list: readonly Payload[]): number =>
  centsOf(
    list.flatMap(({ appliedTaxes }) => appliedTaxes),
    'taxAmount',
  );

describe.each(MOMENTS.slice(1))('The checks at %d', (now) => {
  const orders = ordersOf(world, now);
  const checks = checksOf(orders);

  it('total their selections and charges', () => {
    expect(checks.length).toBeGreaterThan(100);
    for (const check of checks) {
      const selections = valid(check.selections);
      const charges = check.appliedServiceCharges;
      const income = charges.filter((charge: Payload) => !charge.gratuity);
      expect(cents(check.amount)).toBe(
        centsOf(selections, 'price') + centsOf(income, 'chargeAmount'),
      );
      const taxed = [...selections, ...modifiersOf(selections), ...charges];
      expect(cents(check.taxAmount)).toBe(taxesOf(taxed));
      expect(cents(check.totalAmount)).toBe(cents(check.amount) + cents(check.taxAmount));
    }
  });

  it('have selections whose amounts add up', () => {
    for (const selection of checks.flatMap((check) => check.selections)) {
      const { modifiers, quantity, receiptLinePrice, preDiscountPrice, taxInclusion } = selection;
      expect(cents(selection.tax)).toBe(taxesOf([selection, ...modifiersOf([selection])]));
      const unit = cents(receiptLinePrice) + centsOf(modifiers, 'preDiscountPrice');
      const extended = Math.round(unit * quantity);
      if (taxInclusion === 'INCLUDED') expect(cents(preDiscountPrice)).toBeLessThan(extended);
      else expect(Math.abs(cents(preDiscountPrice) - extended)).toBeLessThanOrEqual(1);
    }
  });

  it('have discounts that lower prices by their amounts', () => {
    const sold = checksOf(orders.filter(({ excessFood }) => !excessFood));
    for (const check of sold.filter(({ voided }) => !voided)) {
      const selections = valid(check.selections);
      const parts = [check, ...selections];
      const saved = centsOf(
        parts
          .flatMap(({ appliedDiscounts }) => appliedDiscounts)
          .filter(({ processingState }) => processingState !== 'VOID'),
        'nonTaxDiscountAmount',
      );
      const onModifiers = selections.reduce(
        (sum, { modifiers, quantity }) =>
          sum + quantity * (centsOf(modifiers, 'preDiscountPrice') - centsOf(modifiers, 'price')),
        0,
      );
      expect(centsOf(selections, 'preDiscountPrice') - centsOf(selections, 'price')).toBe(
        saved + onModifiers,
      );
    }
  });

  it('are paid in full by successful payments', () => {
    const paid = checks.filter(
      ({ paymentStatus, voided, deleted }) => paymentStatus !== 'OPEN' && !voided && !deleted,
    );
    expect(paid.length).toBeGreaterThan(50);
    for (const check of paid) {
      const through = check.payments.filter(
        ({ paymentStatus }: Payload) => paymentStatus !== 'DENIED' && paymentStatus !== 'VOIDED',
      );
      const gratuities = check.appliedServiceCharges.filter((charge: Payload) => charge.gratuity);
      expect(centsOf(through, 'amount')).toBe(
        cents(check.totalAmount) + centsOf(gratuities, 'chargeAmount'),
      );
    }
  });

  it('have amounts with at most two decimals', () => {
    for (const { amount, taxAmount, totalAmount, selections } of checks) {
      const prices = selections.flatMap(({ price, tax, preDiscountPrice }: Payload) => [
        price,
        tax,
        preDiscountPrice,
      ]);
      for (const value of [amount, taxAmount, totalAmount, ...prices]) {
        expect(String(value)).toMatch(/^\d+(\.\d\d?)?$/);
      }
    }
  });
});

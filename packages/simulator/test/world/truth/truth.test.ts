import { describe, expect, it } from 'vitest';
import { MOMENTS, checksOf, modifiersOf, selectionsOf, small } from '../../support/walk.js';
import { ordersAt, world } from '../../support/ten-days.js';

const recorded = {
  guid: '73845c68-7f0e-415a-a96b-e461bc468a96',
  businessDate: 20220303,
  openedDate: '2022-03-03T16:00:08.527+0000',
  modifiedDate: '2022-03-03T16:00:08.623+0000',
  numberOfGuests: 2,
  pricingFeatures: ['TAXESV3'],
  checks: [
    {
      amount: 27.62,
      taxAmount: 2.73,
      totalAmount: 30.35,
      appliedDiscounts: [
        { discountAmount: 2.37, nonTaxDiscountAmount: 2.37, triggers: [{}], comboItems: [] },
        { discountAmount: 1, nonTaxDiscountAmount: 1, processingState: 'VOID' },
      ],
      selections: [
        {
          price: 9.2,
          preDiscountPrice: 9.99,
          receiptLinePrice: 9.99,
          tax: 0.58,
          quantity: 1.125,
          appliedTaxes: [{ taxAmount: 0.58 }],
          modifiers: [
            {
              price: 0.1,
              modifiers: [{ price: 0.2, appliedDiscounts: [{ discountAmount: 0.1 }] }],
            },
          ],
          refundDetails: { refundAmount: 0.7, taxRefundAmount: 0.05 },
        },
        { price: 18.42, preDiscountPrice: 20, voided: false },
        { price: 5, preDiscountPrice: 6, voided: true },
        { price: 25, preDiscountPrice: 25, deferred: true },
      ],
      appliedServiceCharges: [
        { chargeAmount: 3, gratuity: true },
        { chargeAmount: 1.5, gratuity: false, appliedTaxes: [{ taxAmount: 0.1 }] },
        { chargeAmount: 2, gratuity: false, serviceChargeCategory: 'FUNDRAISING_CAMPAIGN' },
      ],
      payments: [
        { amount: 33.35, tipAmount: 6.67, refund: { refundAmount: 0.75, tipRefundAmount: 0.3 } },
        { amount: 33.35, tipAmount: 1, paymentStatus: 'DENIED' },
      ],
    },
  ],
};

describe('The truth about one order', () => {
  const recording = small({ restaurants: 1, samples: [recorded] });
  const truth = recording.truth(Date.parse('2022-03-04T00:00:00Z'));

  it('counts its rows in every table', () => {
    expect(truth.counts).toMatchObject({
      restaurant: 1,
      orders: 1,
      orders_pricing_feature: 1,
      orders_check: 1,
      orders_check_selection: 4,
      orders_check_selection_modifier: 2,
      orders_check_selection_applied_tax: 1,
      orders_check_selection_modifier_applied_discount: 1,
      orders_check_applied_discount: 2,
      orders_check_applied_discount_trigger: 1,
      orders_check_applied_discount_combo_item: 0,
      orders_check_applied_service_charge: 3,
      orders_check_applied_service_charge_applied_tax: 1,
      orders_check_payment: 2,
      payment: 2,
    });
    expect(truth.modifiersByDepth).toEqual({ 1: 1, 2: 1 });
  });

  it('sums its amounts without floating-point errors', () => {
    expect(truth.sums['orders_check_selection_modifier']?.['price']).toBe('0.3000');
    expect(truth.sums['orders_check_selection']).toMatchObject({
      price: '57.6200',
      quantity: '1.1250',
      refund_amount: '0.7000',
    });
    expect(truth.sums['payment']).toMatchObject({ amount: '66.7000', refund_tip_amount: '0.3000' });
    expect(truth.sums['orders']).toEqual({ number_of_guests: '2.0000', deleted: '0' });
  });
});

describe('The truth about a world', () => {
  it.each(MOMENTS)('counts the orders that exist at %d', (now) => {
    const orders = ordersAt(now);
    const selections = selectionsOf(orders);
    const modifiers = modifiersOf(selections);
    const { counts, modifiersByDepth } = world.truth(now);
    expect(counts).toMatchObject({
      orders: orders.length,
      orders_check: checksOf(orders).length,
      orders_check_selection: selections.length,
      orders_check_selection_modifier: modifiers.length,
    });
    const depths = Object.values(modifiersByDepth).reduce((sum, count) => sum + count, 0);
    expect(depths).toBe(modifiers.length);
  });
});

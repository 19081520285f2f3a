import { describe, expect, it } from 'vitest';
import { missingProperties } from './property-coverage.js';
import { at, checksOf, modifiersOf, ordersOf, selectionsOf, small, type Payload } from './walk.js';

/* As the evening of the last day but two looks: much is open, scheduled orders wait. */
const NOW = at('2026-03-29T00:30:00Z');
const world = small({ from: '2026-03-01', to: '2026-03-30', ordersPerDay: 100 });
const orders = ordersOf(world, NOW);
const checks = checksOf(orders);
const selections = selectionsOf(orders);
const modifiers = modifiersOf(selections);
const payments = checks.flatMap((check) => check.payments);
const charges = checks.flatMap((check) => check.appliedServiceCharges);
const onChecks = checks.flatMap((check) => check.appliedDiscounts);
const onItems = selections.flatMap((selection) => selection.appliedDiscounts);
const onModifiers = modifiers.flatMap((modifier) => modifier.appliedDiscounts);
const discounts = [...onChecks, ...onItems, ...onModifiers];
const taxes = [...selections, ...modifiers, ...charges].flatMap((part) => part.appliedTaxes);

const has = (list: readonly Payload[], column: string, ...values: unknown[]): boolean =>
  values.every((value) => list.some((item) => item[column] === value));
const some = (list: readonly Payload[], test: (item: Payload) => boolean): boolean =>
  list.some(test);
const DAY = 24 * 3_600_000;

const FEATURES: readonly (readonly [string, () => boolean])[] = [
  [
    'deliveries on their way and arrived',
    () => some(orders, (o) => o.deliveryInfo?.deliveryState === 'DELIVERED'),
  ],
  [
    'orders at tables, with guests',
    () => some(orders, (o) => o.table && o.serviceArea && o.numberOfGuests > 3),
  ],
  ['scheduled orders that wait', () => has(orders, 'approvalStatus', 'FUTURE')],
  [
    'scheduled orders that were let through',
    () => some(orders, (o) => o.promisedDate && o.approvalStatus === 'APPROVED'),
  ],
  ['open, paid and closed checks', () => has(checks, 'paymentStatus', 'OPEN', 'PAID', 'CLOSED')],
  [
    'orders that stay open',
    () =>
      some(
        orders,
        (o) =>
          NOW - at(o.openedDate) > 10 * DAY &&
          !o.voided &&
          !o.deleted &&
          !o.excessFood &&
          o.checks[0].paymentStatus === 'OPEN',
      ),
  ],
  [
    'split checks',
    () => some(orders, (o) => o.checks.length === 2) && some(orders, (o) => o.checks.length === 3),
  ],
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
  [
    'several payments on a check',
    () =>
      some(
        checks,
        (c) =>
          c.payments.filter(
            (p: Payload) => p.paymentStatus !== 'DENIED' && p.paymentStatus !== 'VOIDED',
          ).length > 1,
      ),
  ],
  ['change from cash', () => some(payments, (p) => p.amountTendered > p.amount)],
  ['tips', () => some(payments, (p) => p.tipAmount > 0)],
  ['refunds in part and in full', () => has(payments, 'refundStatus', 'NONE', 'PARTIAL', 'FULL')],
  ['refunds of tips', () => some(payments, (p) => p.refund?.tipRefundAmount > 0)],
  ['refunds of selections', () => some(selections, (s) => s.refundDetails?.taxRefundAmount > 0)],
  ['refunds of charges', () => some(charges, (c) => c.refundDetails?.refundAmount > 0)],
  [
    'kinds of selections',
    () =>
      has(
        selections,
        'selectionType',
        'NONE',
        'OPEN_ITEM',
        'SPECIAL_REQUEST',
        'TOAST_CARD_SELL',
        'TOAST_CARD_RELOAD',
        'HOUSE_ACCOUNT_PAY_BALANCE',
      ),
  ],
  [
    'deferred selections without item and tax',
    () => some(selections, (s) => s.deferred && s.item === null && s.tax === 0 && s.price > 0),
  ],
  [
    'selections by weight',
    () => some(selections, (s) => s.unitOfMeasure === 'LB' && s.quantity % 1 !== 0),
  ],
  ['several of one selection', () => some(selections, (s) => s.quantity === 2)],
  [
    'modifiers three levels deep',
    () =>
      some(
        selections,
        (s) =>
          modifiersOf(modifiersOf(s.modifiers)).length > 0 &&
          s.modifiers.some((m: Payload) =>
            m.modifiers.some((n: Payload) => n.modifiers.length > 0),
          ),
      ),
  ],
  [
    'pre-modifiers',
    () =>
      some(modifiers, (m) => m.preModifier !== null) &&
      has(modifiers, 'premodifierPlu', '80', '81', '82'),
  ],
  [
    'pricing modes',
    () =>
      has(
        modifiers,
        'optionGroupPricingMode',
        'INCLUDED',
        'FIXED_PRICE',
        'ADJUSTS_PRICE',
        'REPLACES_PRICE',
      ),
  ],
  [
    'portions and requests as modifiers',
    () => has(modifiers, 'selectionType', 'PORTION', 'SPECIAL_REQUEST'),
  ],
  [
    'modifiers with taxes of their own',
    () => some(modifiers, (m) => m.tax > 0 && m.appliedTaxes.length > 0),
  ],
  ['discounts on modifiers', () => onModifiers.length > 0],
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
      ),
  ],
  ['taxed delivery fees', () => some(charges, (c) => c.delivery && c.appliedTaxes.length > 0)],
  [
    'surcharges linked to their payment',
    () => some(charges, (c) => c.paymentGuid && payments.some((p) => p.guid === c.paymentGuid)),
  ],
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
  [
    'voided selections, checks and orders',
    () =>
      some(selections, (s) => s.voided) &&
      some(orders, (o) => !o.voided && o.checks.some((c: Payload) => c.voided)) &&
      has(orders, 'voided', true),
  ],
  ['deleted orders', () => has(orders, 'deleted', true)],
  [
    'both dates of what is not deleted',
    () => has(orders, 'deletedDate', null, '1970-01-01T00:00:00.000+0000'),
  ],
  [
    'excess food',
    () =>
      some(
        orders,
        (o) =>
          o.excessFood &&
          o.checks[0].amount === 0 &&
          o.checks[0].selections[0].price === 0 &&
          o.checks[0].selections[0].preDiscountPrice > 0,
      ),
  ],
  ['test mode', () => has(orders, 'createdInTestMode', true)],
  [
    'keys that older orders lack',
    () => some(orders, (o) => !('excessFood' in o)) && some(orders, (o) => 'excessFood' in o),
  ],
  [
    'letters of many languages',
    () =>
      some(selections, (s) => s.displayName.includes('ผัดไทย')) &&
      some(modifiers, (m) => m.displayName.includes('🥑')),
  ],
];

describe('A generated month of three restaurants', () => {
  it.each(FEATURES)('has %s', (_, holds) => {
    expect(holds()).toBe(true);
  });

  it('has orders that change days after they were opened', () => {
    const late = orders.filter((o) => at(o.modifiedDate) - at(o.openedDate) > 7 * DAY);
    expect(late.length).toBeGreaterThan(5);
  });

  it('has busier evenings and weekends', () => {
    const [bar] = world.restaurants;
    const local = (o: Payload, part: 'hour' | 'weekday'): string =>
      new Date(o.openedDate).toLocaleString('en', {
        timeZone: bar?.timeZone,
        [part]: part === 'hour' ? '2-digit' : 'short',
        hourCycle: 'h23',
      });
    const ofBar = orders.filter((o) => bar && world.find(bar.guid, o.guid, NOW));
    const count = (part: 'hour' | 'weekday', value: string): number =>
      ofBar.filter((o) => local(o, part) === value).length;
    expect(count('hour', '19')).toBeGreaterThan(2 * count('hour', '15'));
    expect(count('weekday', 'Sat')).toBeGreaterThan(1.2 * count('weekday', 'Mon'));
  });

  it('has every property of definition Order on some order', () => {
    // References carry no external identifier unless an integration gave one to the order.
    const missing = missingProperties(orders).filter((name) => !name.endsWith('.externalId'));
    expect(missing).toEqual([]);
  });
});

describe("A world's scopes", () => {
  const hidden = ordersOf(small({ scopes: { guestPi: false, deliveryAddress: false } }), NOW);

  it('hide guest data and addresses when they are not granted', () => {
    expect(checksOf(hidden).every(({ customer }) => customer === null)).toBe(true);
    expect(hidden.every(({ curbsidePickupInfo }) => curbsidePickupInfo === null)).toBe(true);
    const deliveries = hidden.filter(({ deliveryInfo }) => deliveryInfo !== null);
    expect(deliveries.length).toBeGreaterThan(10);
    for (const { deliveryInfo } of deliveries) {
      expect(Object.values(deliveryInfo)).toEqual([null, null, null, null]);
    }
  });

  it('show guests that cannot be real people when they are granted', () => {
    const guests = checks.map(({ customer }) => customer).filter(Boolean);
    expect(guests.length).toBeGreaterThan(100);
    for (const { email, phone } of guests) {
      expect(email).toMatch(/@example\.com$/);
      expect(phone).toMatch(/55501\d\d$/);
    }
  });
});

import { DEFERRED_TYPES, isReal, isRemoved } from './order-identities.js';
import { modifiersOf, type Payload } from './walk.js';

type Kind = readonly [name: string, occurs: (order: Payload) => boolean];

const onCheck = (test: (check: Payload, order: Payload) => boolean) => (order: Payload) =>
  order.checks.some((check: Payload) => test(check, order));
const onSelection = (test: (selection: Payload, order: Payload) => boolean) =>
  onCheck(({ selections }, order) => selections.some((each: Payload) => test(each, order)));
const onCharge = (test: (charge: Payload) => boolean) =>
  onCheck((check) => check.appliedServiceCharges.some(test));
const onPayment = (test: (payment: Payload, order: Payload) => boolean) =>
  onCheck(({ payments }, order) => payments.some((each: Payload) => test(each, order)));

const ofCategory = (category: string) =>
  onCharge((charge) => charge.serviceChargeCategory === category && charge.chargeAmount !== 0);

/** A refund whose items and charges have what `test` looks for. */
const refunded = (test: (check: Payload, transaction: string) => boolean) =>
  onCheck((check) =>
    check.payments.some(
      ({ refund }: Payload) => refund !== null && test(check, refund.refundTransaction.guid),
    ),
  );
const isPart = (transaction: string) => (part: Payload) =>
  part.refundDetails?.refundTransaction.guid === transaction;

const rewards = onCheck(({ appliedDiscounts }) =>
  appliedDiscounts.some(({ processingState }: Payload) => processingState === 'PENDING_VOID'),
);

/** What a mart of sales must get right, and how an order shows it. */
export const ORDER_KINDS: readonly Kind[] = [
  ['a reward that is being removed', rewards],
  [
    'a reward that was removed',
    onCheck(({ appliedDiscounts }) =>
      appliedDiscounts.some(({ processingState }: Payload) => processingState === 'VOID'),
    ),
  ],
  [
    'a discount of a price with tax',
    onSelection(
      ({ taxInclusion, appliedDiscounts: [discount] }) =>
        taxInclusion === 'INCLUDED' &&
        discount !== undefined &&
        discount.nonTaxDiscountAmount < discount.discountAmount,
    ),
  ],
  [
    'a discount on a check with a deferred item',
    onCheck(
      ({ selections, appliedDiscounts }) =>
        appliedDiscounts.some((discount: Payload) => !isRemoved(discount)) &&
        selections.some((each: Payload) => each.deferred && each.price < each.preDiscountPrice) &&
        selections.some((each: Payload) => !each.deferred && each.price < each.preDiscountPrice),
    ),
  ],
  [
    'a discount of an item and of its check',
    onCheck(
      ({ appliedDiscounts, selections }) =>
        appliedDiscounts.length > 0 &&
        selections.some((each: Payload) => each.appliedDiscounts.length > 0),
    ),
  ],
  [
    'several of an item with modifiers that cost something',
    onSelection(
      ({ quantity, modifiers }) =>
        quantity > 1 && modifiers.some(({ price }: Payload) => price > 0),
    ),
  ],
  [
    'a refund of one item, on a later business date',
    onCheck(({ payments, selections }, { businessDate }) =>
      payments.some(
        ({ refund }: Payload) =>
          refund?.refundBusinessDate > businessDate &&
          selections.filter(isPart(refund.refundTransaction.guid)).length === 1,
      ),
    ),
  ],
  [
    'a refund on the business date of the order',
    onPayment(({ refund }, { businessDate }) => refund?.refundBusinessDate === businessDate),
  ],
  [
    'a refund of items, charges, taxes and a tip',
    onCheck(({ payments, selections, appliedServiceCharges }) =>
      payments.some(
        ({ refund }: Payload) =>
          refund?.tipRefundAmount > 0 &&
          selections.some(({ refundDetails }: Payload) => refundDetails?.taxRefundAmount > 0) &&
          appliedServiceCharges.some(isPart(refund.refundTransaction.guid)),
      ),
    ),
  ],
  [
    'a refund of a custom amount',
    refunded(
      ({ selections, appliedServiceCharges, payments }, transaction) =>
        payments.some(({ refund }: Payload) => refund?.refundAmount > 0) &&
        ![...selections, ...modifiersOf(selections), ...appliedServiceCharges].some(
          isPart(transaction),
        ),
    ),
  ],
  [
    'a refund of a modifier alone',
    refunded(
      ({ selections }, transaction) =>
        modifiersOf(selections).some(isPart(transaction)) && !selections.some(isPart(transaction)),
    ),
  ],
  [
    'a refund of a service charge',
    onCharge(({ gratuity, refundDetails }) => !gratuity && refundDetails !== null),
  ],
  [
    'a refund of a gratuity',
    onCharge(({ gratuity, refundDetails }) => gratuity && refundDetails !== null),
  ],
  [
    'a refund of a tip alone',
    onPayment(({ refund }) => refund?.refundAmount === 0 && refund.tipRefundAmount > 0),
  ],
  ['an order that nobody approved', (order) => order.approvalStatus === 'NOT_APPROVED'],
  ['a scheduled order that is not due', (order) => order.approvalStatus === 'FUTURE'],
  ['a scheduled order', (order) => order.promisedDate !== null],
  ['an order in test mode', (order) => order.createdInTestMode === true],
  ['waste', (order) => order.excessFood === true],
  ['a payment rounded to a coin', ofCategory('CASH_ROUNDING')],
  ['a donation', ofCategory('FUNDRAISING_CAMPAIGN')],
  ['a card surcharge', ofCategory('CREDIT_CARD_SURCHARGE')],
  ['a delivery fee', onCharge(({ delivery, takeout }) => delivery && !takeout)],
  [
    'tax that a marketplace remits',
    onSelection(({ appliedTaxes }) =>
      appliedTaxes.some(
        (tax: Payload) => tax.facilitatorCollectAndRemitTax === true && tax.taxAmount > 0,
      ),
    ),
  ],
  [
    'a payment in a state that Toast does not document',
    onPayment(({ paymentStatus }) => paymentStatus === 'DECLINED_RETRY'),
  ],
  [
    'a failed payment with a tip',
    onPayment(
      (payment) => !isReal(payment) && payment.paymentStatus !== 'VOIDED' && payment.tipAmount > 0,
    ),
  ],
  [
    'a voided payment',
    onPayment(
      ({ paymentStatus, voidInfo }) => paymentStatus === 'VOIDED' && voidInfo.voidBusinessDate > 0,
    ),
  ],
  [
    'a void before the item is sent',
    onSelection(({ voided, fulfillmentStatus }) => voided && fulfillmentStatus === 'NEW'),
  ],
  [
    'a void after the item is sent',
    onSelection(({ voided, fulfillmentStatus }) => voided && fulfillmentStatus === 'SENT'),
  ],
  [
    'a void on a later business date',
    onSelection(({ voidBusinessDate }, { businessDate }) => voidBusinessDate > businessDate),
  ],
  [
    'a voided check of an order',
    (order) => !order.voided && order.checks.some(({ voided }: Payload) => voided),
  ],
  ['a split check', (order) => order.checks.length > 1],
  ['a payment on a house account', onPayment(({ houseAccount }) => houseAccount !== null)],
  ...DEFERRED_TYPES.map((type): Kind => [
    `a deferred item, ${type}`,
    onSelection(({ selectionType }) => selectionType === type),
  ]),
  [
    'a payment before the business date of the order',
    onPayment(({ paidBusinessDate }, { businessDate }) => paidBusinessDate < businessDate),
  ],
];

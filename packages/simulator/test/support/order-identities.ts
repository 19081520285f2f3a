import { cents, centsOf, modifiersOf, type Payload } from './walk.js';

type Identity = readonly [name: string, holds: (check: Payload, order: Payload) => boolean];

export const DEFERRED_TYPES = ['HOUSE_ACCOUNT_PAY_BALANCE', 'TOAST_CARD_SELL', 'TOAST_CARD_RELOAD'];

/* Other tenders than cards have no state until they are voided. */
const REAL = [null, 'AUTHORIZED', 'CAPTURE_IN_PROGRESS', 'CAPTURED', 'PROCESSING'];

/** Tells if a payment brings money: by what Toast documents as such, as more states may come. */
export const isReal = ({ paymentStatus }: Payload): boolean => REAL.includes(paymentStatus);

/** Tells if a discount was removed from its order, so that it lowers no price. */
export const isRemoved = ({ processingState }: Payload): boolean =>
  processingState === 'VOID' || processingState === 'PENDING_VOID';

const unvoided = (check: Payload): Payload[] =>
  check.selections.filter(({ voided }: Payload) => !voided);
const gratuitiesOf = (check: Payload): Payload[] =>
  check.appliedServiceCharges.filter(({ gratuity }: Payload) => gratuity);

/** What a line costs in printed prices, by quantities and unit prices alone. */
function printed({ receiptLinePrice, quantity, modifiers }: Payload): number {
  return modifiers.reduce(
    (sum: number, modifier: Payload) => sum + printed(modifier),
    Math.round((cents(receiptLinePrice) * Math.round(quantity * 1000)) / 1000),
  );
}

function isPriced(selection: Payload): boolean {
  const { preDiscountPrice, taxInclusion, appliedTaxes } = selection;
  const included = taxInclusion === 'INCLUDED';
  const rate = included ? appliedTaxes[0]?.rate : 0;
  // Neither checks without tax nor marketplaces say which rate a price includes.
  if (rate === undefined || rate === null) return preDiscountPrice * 100 < printed(selection);
  return cents(preDiscountPrice) === Math.round(printed(selection) / (1 + rate));
}

const matches = ({ quantity, modifiers }: Payload): boolean =>
  modifiers.every((modifier: Payload) => modifier.quantity % quantity === 0 && matches(modifier));

/** Parts of a check pro rata to their prices, each rounded; the last has the remainder. */
function isSpread(check: Payload, discount: Payload): boolean {
  const lines = unvoided(check).filter(({ preDiscountPrice }) => preDiscountPrice > 0);
  const total = centsOf(lines, 'preDiscountPrice');
  return lines.slice(0, -1).every(({ preDiscountPrice, price }) => {
    const part = Math.round((cents(discount.discountAmount) * cents(preDiscountPrice)) / total);
    return cents(preDiscountPrice) - cents(price) === part;
  });
}

/* The others are not on all items, or their amounts hold tax. */
const isPlain = (check: Payload): boolean =>
  check.appliedDiscounts.length === 1 &&
  !isRemoved(check.appliedDiscounts[0]) &&
  check.appliedDiscounts[0].triggers.length + check.appliedDiscounts[0].comboItems.length === 0 &&
  unvoided(check).every(
    (line) => line.taxInclusion === 'NOT_INCLUDED' && line.appliedDiscounts.length === 0,
  );

function refundsTie(check: Payload): boolean {
  const { selections, appliedServiceCharges, payments } = check;
  const parts = [...selections, ...modifiersOf(selections), ...appliedServiceCharges]
    .map(({ refundDetails }) => refundDetails)
    .filter((details) => details !== null);
  const refunds = payments
    .map(({ refund }: Payload) => refund)
    .filter((refund: Payload) => refund !== null);
  const linked = (refund: Payload): Payload[] =>
    parts.filter((part) => part.refundTransaction.guid === refund.refundTransaction.guid);
  return (
    refunds.flatMap(linked).length === parts.length &&
    refunds.every((refund: Payload) => {
      const explained = linked(refund);
      const sum = centsOf(explained, 'refundAmount') + centsOf(explained, 'taxRefundAmount');
      return explained.length === 0 || sum === cents(refund.refundAmount);
    })
  );
}

/* The simulated restaurants refund whole items, modifiers and charges. */
function isSoldForRefund({ selections, appliedServiceCharges }: Payload): boolean {
  const isWhole = (part: Payload, price: number, tax: number): boolean =>
    part.refundDetails === null ||
    (part.refundDetails.refundAmount === price && part.refundDetails.taxRefundAmount === tax);
  const isPart = (modifier: Payload, { tax }: Payload): boolean =>
    isWhole(modifier, modifier.price, modifier.refundDetails?.taxRefundAmount) &&
    (modifier.refundDetails?.taxRefundAmount ?? 0) <= tax;
  return (
    selections.every(
      (selection: Payload) =>
        isWhole(selection, selection.price, selection.tax) &&
        modifiersOf([selection]).every((modifier) => isPart(modifier, selection)),
    ) &&
    appliedServiceCharges.every((charge: Payload) =>
      isWhole(charge, charge.chargeAmount, centsOf(charge.appliedTaxes, 'taxAmount') / 100),
    )
  );
}

/**
 * What holds of every check of Toast's, by its definitions, guide and recorded orders, and does not
 * depend on how a mart computes sales.
 */
export const CHECK_IDENTITIES: readonly Identity[] = [
  [
    'its amount is that of its selections and charges, without gratuities',
    (check) =>
      cents(check.amount) ===
      (check.voided
        ? 0
        : centsOf(unvoided(check), 'price') +
          centsOf(check.appliedServiceCharges, 'chargeAmount') -
          centsOf(gratuitiesOf(check), 'chargeAmount')),
  ],
  [
    'its tax is that of its selections and charges',
    (check) =>
      cents(check.taxAmount) ===
      (check.voided
        ? 0
        : centsOf(unvoided(check), 'tax') +
          centsOf(
            check.appliedServiceCharges.flatMap(({ appliedTaxes }: Payload) => appliedTaxes),
            'taxAmount',
          )),
  ],
  [
    'its total has gratuities and tips',
    (check) =>
      cents(check.totalAmount) ===
      (check.voided
        ? 0
        : cents(check.amount) +
          cents(check.taxAmount) +
          centsOf(gratuitiesOf(check), 'chargeAmount') +
          centsOf(check.payments.filter(isReal), 'tipAmount')),
  ],
  [
    'it is paid in full once it is closed',
    (check) =>
      check.paymentStatus !== 'CLOSED' ||
      check.voided ||
      centsOf(check.payments.filter(isReal), 'amount') ===
        cents(check.amount) + cents(check.taxAmount) + centsOf(gratuitiesOf(check), 'chargeAmount'),
  ],
  [
    'its discounts lower prices by their amounts without tax, those that were removed by nothing',
    (check, order) =>
      order.excessFood ||
      centsOf(unvoided(check), 'preDiscountPrice') - centsOf(unvoided(check), 'price') ===
        centsOf(
          [check, ...unvoided(check)]
            .flatMap(({ appliedDiscounts }) => appliedDiscounts)
            .filter((discount) => !isRemoved(discount)),
          'nonTaxDiscountAmount',
        ),
  ],
  [
    'its discount is spread pro rata to prices, with the remainder on the last',
    (check) => !isPlain(check) || isSpread(check, check.appliedDiscounts[0]),
  ],
  [
    'its selections cost their unit prices and those of their modifiers, as often as they are sold',
    (check) => check.selections.every(isPriced),
  ],
  ['its modifiers are sold as often as their items', (check) => check.selections.every(matches)],
  [
    'its modifiers have no discounts',
    (check) =>
      modifiersOf(check.selections).every(
        ({ appliedDiscounts, price, preDiscountPrice }) =>
          appliedDiscounts.length === 0 && price === preDiscountPrice,
      ),
  ],
  ['its refunds are those of the parts with their transaction, or custom amounts', refundsTie],
  ['its refunded parts were sold for what is refunded', isSoldForRefund],
];

import {
  ordersOf,
  type Check,
  type GoldenCase,
  type Order,
  type Selection,
} from './golden-cases.js';

/* Payments in these states brought money; those that are not by card have none. */
const real = [
  ...['AUTHORIZED', 'AUTHORIZED_AT_RISK', 'CAPTURE_IN_PROGRESS', 'CAPTURED', 'PROCESSING'],
  ...[null, undefined],
];

type Sum = readonly [what: string, one: number, other: number];
type Columns = Readonly<Record<string, unknown>>;

/**
 * Finds what does not add up in the orders of a case, by identities between Toast's own fields: prices
 * of an item and its modifiers, amount, taxes and total of a check, what is due and what was paid.
 */
export function inconsistenciesOf(golden: Pick<GoldenCase, 'previously' | 'orders'>): string[] {
  const versions = [...ordersOf({ orders: golden.previously }), ...ordersOf(golden)];
  return versions.flatMap(({ checks }) => checks.flatMap(sumsOfCheck)).flatMap(difference);
}

/** Finds where the expected rows of a case contradict each other, or the checks of its orders. */
export function contradictionsOf(golden: GoldenCase): string[] {
  const { sales_daily: days = [], refunds = [] } = golden.expected;
  const checks = ordersOf(golden).flatMap(countedChecks);
  const lines = checks.flatMap(live);
  const sold = ['sales_before_refunds', 'deferred_sales', 'donations', 'tax', 'gratuities'];
  const refundedSales = ['refunds', 'tax_refunds', 'gratuity_refunds'];
  const sums: Sum[] = [
    ...days.flatMap(sumsOfDay),
    ...refunds.map(sumOfRefund),
    [
      'due of all days and checks',
      total(days, (day) => add(day, ...sold)),
      total(checks, (check) => expectedAmount(check) + cents(check.taxAmount) + gratuities(check)),
    ],
    [
      'discounts of all days and items',
      total(days, (day) => add(day, 'discounts', 'deferred_discounts')),
      total(lines, (line) => cents(line.preDiscountPrice) - cents(line.price)),
    ],
    ['tips of all days and payments', total(days, (day) => add(day, 'tips')), total(checks, tips)],
    [
      'refunds by day and by order',
      total(days, (day) => add(day, 'refunds')),
      total(days, (day) => add(day, 'refunds_of_orders', 'custom_refunds')),
    ],
    [
      'refunds of all days and payments',
      total(days, (day) => add(day, ...refundedSales)) +
        total(refunds, (refund) => add(refund, 'deferred_refunds', 'donation_refunds')),
      total(checks, ({ payments }) => total(payments, (paid) => cents(paid.refund?.refundAmount))),
    ],
  ];
  return sums.flatMap(difference);
}

function sumsOfCheck(check: Check): Sum[] {
  const { appliedServiceCharges: charges = [], payments, displayNumber } = check;
  const taxed = [...live(check), ...charges];
  const due = cents(check.amount) + cents(check.taxAmount) + gratuities(check);
  const paid = total(payments.filter(isReal), ({ amount }) => cents(amount));
  const isSettled = check.paymentStatus === 'CLOSED' && !check.deleted && !check.voided;
  const sums: Sum[] = [
    ['amount and its selections and charges', cents(check.amount), expectedAmount(check)],
    ['taxAmount and its taxes', cents(check.taxAmount), total(taxed, appliedTaxes)],
    ['totalAmount and its parts', cents(check.totalAmount), due + tips(check)],
    ...(isSettled ? [['paid and due', paid, due] as const] : []),
    ...check.selections.flatMap(sumsOfSelection),
  ];
  return sums.map(([what, ...both]) => [`check ${displayNumber}: ${what}`, ...both]);
}

function sumsOfSelection(selection: Selection): Sum[] {
  const { displayName, modifiers = [], taxInclusion } = selection;
  /* The receipt shows the price with the tax that is inside. */
  if (taxInclusion === 'INCLUDED') return [];
  const listed = Math.round((cents(selection.receiptLinePrice) * selection.quantity) / 100) * 100;
  const above = total(modifiers, ({ preDiscountPrice }) => cents(preDiscountPrice));
  return [
    [`price of ${displayName} and its parts`, cents(selection.preDiscountPrice), listed + above],
    ...modifiers.flatMap(sumsOfSelection),
  ];
}

function sumsOfDay(day: Columns): Sum[] {
  const of = (...columns: string[]) => add(day, ...columns);
  const net = of('sales_before_refunds');
  return [
    ['gross_sales', of('gross_sales'), of('item_gross_sales', 'service_charges')],
    ['sales_before_refunds', net, of('gross_sales') - of('discounts')],
    ['refunds', of('refunds'), of('item_refunds', 'service_charge_refunds', 'custom_refunds')],
    ['net_sales', of('net_sales'), net - of('refunds')],
    ['net_sales_order_basis', of('net_sales_order_basis'), net - of('refunds_of_orders')],
    ['net_tax', of('net_tax'), of('tax') - of('tax_refunds')],
    ['tax_to_remit', of('tax_to_remit'), of('net_tax') - of('marketplace_tax')],
    [
      'deferred_sales',
      of('deferred_sales'),
      of('gift_card_sales', 'house_account_payments', 'other_deferred'),
    ],
  ];
}

function sumOfRefund(refund: Columns): Sum {
  const parts = ['item', 'service_charge', 'gratuity', 'deferred', 'donation', 'tax'];
  const columns = [...parts.map((part) => `${part}_refunds`), 'custom_amount'];
  return ['refund_amount and its parts', add(refund, 'refund_amount'), add(refund, ...columns)];
}

function countedChecks(order: Order): Check[] {
  const isAside =
    order.deleted ||
    order.voided ||
    order.excessFood === true ||
    order.createdInTestMode === true ||
    order.approvalStatus === 'NOT_APPROVED';
  return isAside ? [] : order.checks.filter(({ deleted, voided }) => !deleted && !voided);
}

function live({ selections }: Check): Selection[] {
  return selections.filter(({ voided }) => !voided);
}

function expectedAmount(check: Check): number {
  const charges = check.appliedServiceCharges ?? [];
  const added = charges.filter(({ gratuity }) => !gratuity);
  return (
    total(live(check), ({ price }) => cents(price)) +
    total(added, ({ chargeAmount }) => cents(chargeAmount))
  );
}

function gratuities({ appliedServiceCharges = [] }: Check): number {
  const charges = appliedServiceCharges.filter(({ gratuity }) => gratuity);
  return total(charges, ({ chargeAmount }) => cents(chargeAmount));
}

function tips({ payments }: Check): number {
  return total(payments.filter(isReal), ({ tipAmount }) => cents(tipAmount));
}

function isReal({ paymentStatus }: Check['payments'][number]): boolean {
  return real.includes(paymentStatus);
}

function appliedTaxes({ appliedTaxes: taxes = [] }: Pick<Selection, 'appliedTaxes'>): number {
  return total(taxes, ({ taxAmount }) => cents(taxAmount));
}

function difference([what, one, other]: Sum): string[] {
  return one === other ? [] : [`${what}: ${one / 10_000} and ${other / 10_000}`];
}

function add(row: Columns, ...columns: string[]): number {
  return total(columns, (column) => cents(row[column]));
}

function total<T>(list: readonly T[], valueOf: (entry: T) => number): number {
  return list.reduce((sum, entry) => sum + valueOf(entry), 0);
}

/* Hundredths of a cent, so that sums are exact. */
function cents(amount: unknown): number {
  return Math.round(Number(amount ?? 0) * 10_000);
}

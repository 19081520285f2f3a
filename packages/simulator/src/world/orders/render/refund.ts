import type { ServiceCharge } from '../../restaurant/catalogue.js';
import type { OrderPlan } from '../plan/types.js';
import type { PricedCheck, PricedLine } from '../pricing/line.js';

/** A refunded amount without its tax, and the tax. */
export interface Refunded {
  readonly amount: number;
  readonly tax: number;
}

/** The refunded part of a payment, with the refunded selections, modifiers and charges by GUID. */
export interface RefundResult {
  readonly amount: number;
  readonly tip: number;
  readonly items: ReadonlyMap<string, Refunded>;
}

type Part = readonly [guid: string, Refunded];

const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);

const partOf = ({ plan, price, tax }: PricedLine): Part => [plan.guid, { amount: price, tax }];

/** Lists the modifiers of a line that cost something, with their part of its tax. */
function modifiersOf({ price, preDiscount, taxes, modifiers }: PricedLine): Part[] {
  // Nobody knows which part of a discount is a modifier's.
  if (price !== preDiscount) return [];
  return modifiers
    .filter((modifier) => modifier.price > 0)
    .map((modifier) => {
      const shared = Math.floor((sum(taxes) * modifier.price) / price);
      const tax = modifier.plan.taxes.length > 0 ? modifier.tax : shared;
      return [modifier.plan.guid, { amount: modifier.price, tax }];
    });
}

/** Refunds what is planned, or the next best thing when the check has nothing of that kind. */
export function refundOf(
  { refund, customRefund }: Pick<OrderPlan, 'refund' | 'customRefund'>,
  priced: PricedCheck,
  payment: { readonly amount: number; readonly tip: number; readonly only: boolean },
): RefundResult {
  const sold = priced.lines.filter((line) => !line.voided && line.price + line.tax > 0);
  const lines = sold.map(partOf);
  const chargesOf = (test: (charge: ServiceCharge) => boolean): Part[] =>
    priced.charges
      .filter(({ amount, plan }) => amount > 0 && test(plan.charge))
      .map(({ plan: { guid }, amount, taxes }) => [guid, { amount, tax: sum(taxes) }]);
  const one = (list: readonly Part[]): RefundResult | null => {
    const found = list.find(([, { amount, tax }]) => amount + tax <= payment.amount);
    if (!found) return null;
    return { amount: found[1].amount + found[1].tax, tip: 0, items: new Map([found]) };
  };
  const nothing: RefundResult = { amount: 0, tip: 0, items: new Map() };
  const full = (): RefundResult => ({
    amount: payment.amount,
    tip: payment.tip,
    items: new Map(payment.only ? [...lines, ...chargesOf(() => true)] : []),
  });
  const gratuities = chargesOf(({ gratuity }) => gratuity);
  const income = chargesOf((charge) => !charge.gratuity && charge.category !== 'CASH_ROUNDING');
  // What was taken off to round a payment in cash has no refund that Toast describes.
  const rounded = priced.charges.some(({ amount }) => amount < 0);
  const planned = (): RefundResult | null => {
    switch (refund) {
      case 'line':
        return one(lines);
      case 'full':
        return rounded ? null : full();
      case 'modifier':
        return one(sold.flatMap(modifiersOf));
      case 'charge':
        return one(income) ?? one(gratuities);
      case 'gratuity':
        return one(gratuities);
      case 'tip':
        return payment.tip > 0 ? { ...nothing, tip: payment.tip } : null;
      case 'custom':
        return { ...nothing, amount: Math.min(customRefund, payment.amount) };
    }
  };
  return planned() ?? one(lines) ?? (rounded ? nothing : full());
}

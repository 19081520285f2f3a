import type { RefundPlan } from '../plan/types.js';
import type { PricedCheck } from '../pricing/line.js';

export interface Refunded {
  readonly amount: number;
  readonly tax: number;
}

/** The refunded part of a payment, with the refunded selections and charges by GUID. */
export interface RefundResult {
  readonly amount: number;
  readonly tip: number;
  readonly items: ReadonlyMap<string, Refunded>;
}

const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);

/** Refunds what is planned, or the next best thing when the check has nothing of that kind. */
export function refundOf(
  plan: RefundPlan,
  priced: PricedCheck,
  payment: { readonly amount: number; readonly tip: number; readonly only: boolean },
): RefundResult {
  const lines = priced.lines
    .filter((line) => !line.voided && line.price > 0)
    .map((line) => [line.plan.guid, { amount: line.price, tax: line.tax }] as const);
  const charges = priced.charges
    .filter((charge) => charge.amount > 0)
    .map(({ plan: { guid }, amount, taxes }) => [guid, { amount, tax: sum(taxes) }] as const);
  const one = (list: typeof lines): RefundResult | null => {
    const found = list.find(([, { amount, tax }]) => amount + tax <= payment.amount);
    if (!found) return null;
    return { amount: found[1].amount + found[1].tax, tip: 0, items: new Map([found]) };
  };
  const full: RefundResult = {
    amount: payment.amount,
    tip: payment.tip,
    items: new Map(payment.only ? [...lines, ...charges] : []),
  };
  const income = new Set(
    priced.charges.filter((c) => !c.plan.charge.gratuity).map((c) => c.plan.guid),
  );
  switch (plan) {
    case 'full':
      return full;
    case 'tip':
      if (payment.tip > 0) return { amount: 0, tip: payment.tip, items: new Map() };
      return one(lines) ?? full;
    case 'charge':
      return one(charges.filter(([guid]) => income.has(guid))) ?? one(lines) ?? full;
    case 'line':
      return one(lines) ?? full;
  }
}

import type { TaxRate } from '../../restaurant/catalogue.js';
import { divideRounded, share, spread } from '../../values/money.js';
import type { ChargePlan, DiscountPlan, LinePlan } from '../plan/types.js';
import {
  type AppliedAmount,
  extend,
  type Extended,
  netReduction,
  type PricedCharge,
  type PricedCheck,
  priceLine,
  reduction,
} from './line.js';

/** The contents of a check at one moment. */
export interface CheckContent {
  readonly lines: readonly LinePlan[];
  readonly isVoided: (line: LinePlan) => boolean;
  readonly discounts: readonly DiscountPlan[];
  readonly charges: readonly ChargePlan[];
  /** The charge that rounds what is due to a coin; it may be negative. */
  readonly rounding: ChargePlan | null;
  readonly chargeTaxes: readonly TaxRate[];
  readonly taxed: boolean;
  /** Excess food: recorded with its price, sold for 0. */
  readonly given: boolean;
}

/**
 * Applies one discount to its lines, pro rata to their prices before discounts. A discount on the
 * whole check lowers the prices of gift cards as well.
 */
function applyToCheck(
  plan: DiscountPlan,
  lines: readonly Extended[],
  shares: number[],
): AppliedAmount {
  const left = lines.map((line, i) => {
    const eligible = plan.only?.includes(line.plan.guid) ?? true;
    return eligible && !line.voided ? line.discounted - (shares[i] as number) : 0;
  });
  const amount = reduction(
    plan,
    left.reduce((a, b) => a + b, 0),
  );
  if (plan.withdrawn !== null) return { plan, amount, nonTax: amount };
  const weights = lines.map(({ preDiscount }, i) => (left[i] === 0 ? 0 : preDiscount));
  let nonTax = 0;
  spread(amount, weights, left).forEach((part, i) => {
    const line = lines[i] as Extended;
    nonTax += netReduction(line.plan, line.discounted - (shares[i] as number), part);
    shares[i] = (shares[i] as number) + part;
  });
  return { plan, amount, nonTax };
}

/** The smallest coin that a restaurant without single cents gives back, in cents. */
const COIN = 5;

function chargeAmount({ charge, value }: ChargePlan, before: number, after: number): number {
  if (charge.type !== 'PERCENT') return value;
  return share(charge.calculation === 'PRE_DISCOUNT' ? before : after, value);
}

/**
 * Totals a check, in whole cents throughout:
 * amount = prices of the selections that are not voided + charges that are not gratuities;
 * tax = taxes of those selections, of their modifiers and of the charges.
 */
export function priceCheck(content: CheckContent): PricedCheck {
  const extended = content.lines.map((line) => extend(line, content.isVoided(line)));
  const shares = extended.map((line) => (content.given ? line.discounted : 0));
  const discounts = content.discounts.map((plan) => applyToCheck(plan, extended, shares));
  const lines = extended.map((line, i) => priceLine(line, shares[i] as number, content.taxed));

  let [before, after, amount, tax, gratuity] = [0, 0, 0, 0, 0];
  for (const line of lines) {
    if (line.voided) continue;
    amount += line.price;
    tax += line.tax;
    if (line.plan.deferred) continue;
    before += line.preDiscount;
    after += line.price;
  }
  const charges = content.charges.map((plan): PricedCharge => {
    const charged = chargeAmount(plan, before, after);
    const taxes =
      plan.charge.taxable && content.taxed
        ? content.chargeTaxes.map(({ rate }) => share(charged, rate))
        : [];
    for (const each of taxes) tax += each;
    if (plan.charge.gratuity) gratuity += charged;
    else amount += charged;
    return { plan, amount: charged, taxes };
  });
  const due = amount + tax + gratuity;
  const rounded = divideRounded(due, COIN) * COIN - due;
  if (content.rounding !== null && due > COIN && rounded !== 0) {
    charges.push({ plan: content.rounding, amount: rounded, taxes: [] });
    amount += rounded;
  }
  return { lines, discounts, charges, amount, tax, gratuity };
}

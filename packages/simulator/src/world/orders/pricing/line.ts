import type { TaxRate } from '../../restaurant/catalogue.js';
import { divideRounded, share } from '../../values/money.js';
import type { ChargePlan, DiscountPlan, LinePlan } from '../plan/types.js';

/** A selection with its amounts, in cents. */
export interface PricedLine {
  readonly plan: LinePlan;
  readonly voided: boolean;
  /** `preDiscountPrice`, without the tax that a price may include. */
  readonly preDiscount: number;
  /** `price`: after its own, its modifiers' and the check's discounts, without tax. */
  readonly price: number;
  /** By tax rate of the plan; empty where none is charged. */
  readonly taxes: readonly number[];
  /** Its own taxes and those of its modifiers. */
  readonly tax: number;
  readonly discount: AppliedAmount | null;
  readonly modifiers: readonly PricedLine[];
}

export interface AppliedAmount {
  readonly plan: DiscountPlan;
  readonly amount: number;
  /** Without the part that lowered an included tax. */
  readonly nonTax: number;
}

export interface PricedCharge {
  readonly plan: ChargePlan;
  readonly amount: number;
  readonly taxes: readonly number[];
}

export interface PricedCheck {
  readonly lines: readonly PricedLine[];
  readonly discounts: readonly AppliedAmount[];
  readonly charges: readonly PricedCharge[];
  readonly amount: number;
  readonly tax: number;
  /** Gratuity charges: paid by the guest, but part of neither `amount` nor tax. */
  readonly gratuity: number;
}

/** A line with its own discounts but without the check's, in printed prices (cents). */
export interface Extended {
  readonly plan: LinePlan;
  readonly voided: boolean;
  /** With modifiers and quantity, before discounts. */
  readonly gross: number;
  /** After its own and its modifiers' discounts. */
  readonly discounted: number;
  readonly ownDiscount: number;
  readonly modifiers: readonly Extended[];
}

/** Computes what a discount takes off a price, at most all of it. */
export function reduction(plan: DiscountPlan, price: number): number {
  const { by } = plan;
  if ('percent' in by) return Math.min(price, divideRounded(price * by.percent, 100));
  if ('cents' in by) return Math.min(price, by.cents);
  return Math.max(0, price - by.above);
}

/**
 * Computes a line's prices before the check's discounts. Toast's guide leaves open whether
 * `preDiscountPrice` includes modifiers; in recorded orders it does: it is (receiptLinePrice + the
 * modifiers' preDiscountPrice) × quantity, at every level, where a modifier's quantity is per one
 * of its parent.
 */
export function extend(plan: LinePlan, voided: boolean): Extended {
  const modifiers = plan.modifiers.map((modifier) => extend(modifier, voided));
  let unit = plan.unitPrice;
  let saved = 0;
  for (const { gross, discounted } of modifiers) {
    unit += gross;
    saved += gross - discounted;
  }
  const gross = divideRounded(unit * plan.quantity, 1000);
  const left = gross - divideRounded(saved * plan.quantity, 1000);
  const ownDiscount = plan.discount === null ? 0 : reduction(plan.discount, left);
  return { plan, voided, gross, discounted: left - ownDiscount, ownDiscount, modifiers };
}

/** Returns the tax-inclusive rate of a line in millionths; 0 when its price includes no tax. */
function includedRate({ taxIncluded, taxes }: LinePlan): number {
  return taxIncluded ? (taxes[0]?.rate ?? 0) : 0;
}

const without = (amount: number, rate: number): number =>
  rate === 0 ? amount : divideRounded(amount * 1_000_000, 1_000_000 + rate);

/** Returns the part of a discount of `amount` on `before` that does not lower included taxes. */
export function netReduction(plan: LinePlan, before: number, amount: number): number {
  const rate = includedRate(plan);
  return without(before, rate) - without(before - amount, rate);
}

const taxOf = (rate: TaxRate, base: number, quantity: number): number =>
  rate.type === 'FIXED' ? divideRounded(rate.rate * quantity, 1000) : share(base, rate.rate);

/**
 * Computes the final prices of a line: takes `shared` of the check's discounts off and adds or
 * extracts taxes. Modifiers with a tax of their own are taxed separately, the rest of the line
 * without them.
 */
export function priceLine(line: Extended, shared: number, taxed: boolean): PricedLine {
  const { plan, voided, ownDiscount } = line;
  const final = line.discounted - shared;
  const rate = includedRate(plan);
  const price = without(final, rate);
  let apart = 0;
  let tax = 0;
  const modifiers = line.modifiers.map((modifier) => {
    const priced = priceModifier(modifier, plan.quantity, final, taxed);
    if (modifier.plan.taxes.length > 0)
      apart += divideRounded(modifier.discounted * plan.quantity, 1000);
    tax += priced.tax;
    return priced;
  });
  const base = Math.max(0, price - apart);
  const taxes = taxed
    ? plan.taxes.map((each) =>
        plan.taxIncluded ? final - price : taxOf(each, base, plan.quantity),
      )
    : [];
  for (const amount of taxes) tax += amount;
  const discount: AppliedAmount | null = plan.discount && {
    plan: plan.discount,
    amount: ownDiscount,
    nonTax: netReduction(plan, line.discounted + ownDiscount, ownDiscount),
  };
  const preDiscount = without(line.gross, rate);
  return { plan, voided, preDiscount, price, taxes, tax, discount, modifiers };
}

/** Computes a modifier's amounts for one of its item, and its taxes for all that are sold. */
function priceModifier(line: Extended, times: number, limit: number, taxed: boolean): PricedLine {
  const { plan, voided, gross, discounted, ownDiscount } = line;
  const base = Math.min(limit, divideRounded(discounted * times, 1000));
  const taxes = taxed ? plan.taxes.map((rate) => taxOf(rate, base, times)) : [];
  const modifiers = line.modifiers.map((below) =>
    priceModifier(below, divideRounded(times * plan.quantity, 1000), base, taxed),
  );
  const discount = plan.discount && {
    plan: plan.discount,
    amount: ownDiscount,
    nonTax: ownDiscount,
  };
  const tax = [...taxes, ...modifiers.map((below) => below.tax)].reduce((a, b) => a + b, 0);
  return { plan, voided, preDiscount: gross, price: discounted, taxes, tax, discount, modifiers };
}

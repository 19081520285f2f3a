import type { TaxRate } from '../../restaurant/catalogue.js';
import { divideHalfEven, divideRounded, share } from '../../values/money.js';
import type { ChargePlan, DiscountPlan, LinePlan } from '../plan/types.js';

/** A selection with its amounts, in cents. */
export interface PricedLine {
  readonly plan: LinePlan;
  readonly voided: boolean;
  /** In thousandths; a modifier's is that of all items that it is sold with. */
  readonly quantity: number;
  /** `preDiscountPrice`, without the tax that a price may include. */
  readonly preDiscount: number;
  /** `price`: after its own and the check's discounts, without tax. */
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
  readonly quantity: number;
  /** With modifiers and quantity, before discounts. */
  readonly gross: number;
  /** `gross` without the tax that a price may include. */
  readonly preDiscount: number;
  /** After its own discount. */
  readonly discounted: number;
  readonly ownDiscount: number;
  readonly modifiers: readonly Extended[];
}

/**
 * Computes what a discount takes off a price, at most all of it. Fractions of a cent of a percentage
 * are rounded half to even (Toast's guide, apiDiscountingOrders).
 */
export function reduction(plan: DiscountPlan, price: number): number {
  const { by } = plan;
  if ('percent' in by) return Math.min(price, divideHalfEven(price * by.percent, 100));
  if ('cents' in by) return Math.min(price, by.cents);
  return Math.max(0, price - by.above);
}

/** Returns the tax-inclusive rate of a line in millionths; 0 when its price includes no tax. */
function includedRate({ taxIncluded, taxes }: LinePlan): number {
  return taxIncluded ? (taxes[0]?.rate ?? 0) : 0;
}

const without = (amount: number, rate: number): number =>
  rate === 0 ? amount : divideRounded(amount * 1_000_000, 1_000_000 + rate);

/**
 * Computes a line's prices before the check's discounts. Toast's guide leaves open whether
 * `preDiscountPrice` includes modifiers; in recorded orders it does: it is receiptLinePrice ×
 * quantity + the modifiers' preDiscountPrice, at every level. A modifier is sold as often as its item,
 * and its quantity and prices are those of all of them: the quantities of both must match (Toast's
 * guide, apiSpecifyingModifiersAndInstructions). A discount is of the item with its modifiers; Toast
 * discounts no modifier by itself (Toast's guide, apiLoyaltyLimitations).
 */
export function extend(plan: LinePlan, voided: boolean, times = 1000): Extended {
  const quantity = divideRounded(plan.quantity * times, 1000);
  const modifiers = plan.modifiers.map((modifier) => extend(modifier, voided, quantity));
  let gross = divideRounded(plan.unitPrice * quantity, 1000);
  for (const modifier of modifiers) gross += modifier.gross;
  const ownDiscount = plan.discount === null ? 0 : reduction(plan.discount, gross);
  const discounted = gross - ownDiscount;
  const preDiscount = without(gross, includedRate(plan));
  return { plan, voided, quantity, gross, preDiscount, discounted, ownDiscount, modifiers };
}

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
  const { plan, voided, quantity, preDiscount, ownDiscount } = line;
  const final = line.discounted - shared;
  const price = without(final, includedRate(plan));
  let apart = 0;
  let tax = 0;
  const modifiers = line.modifiers.map((modifier) => {
    const priced = priceModifier(modifier, final, taxed);
    if (modifier.plan.taxes.length > 0) apart += modifier.gross;
    tax += priced.tax;
    return priced;
  });
  const base = Math.max(0, price - apart);
  const taxes = taxed
    ? plan.taxes.map((each) => (plan.taxIncluded ? final - price : taxOf(each, base, quantity)))
    : [];
  for (const amount of taxes) tax += amount;
  const discount: AppliedAmount | null = plan.discount && {
    plan: plan.discount,
    amount: ownDiscount,
    nonTax: netReduction(plan, line.gross, ownDiscount),
  };
  return { plan, voided, quantity, preDiscount, price, taxes, tax, discount, modifiers };
}

/** Computes a modifier's amounts and its own taxes, on at most `limit`. */
function priceModifier(line: Extended, limit: number, taxed: boolean): PricedLine {
  const { plan, voided, quantity, preDiscount, gross } = line;
  const base = Math.min(limit, gross);
  const taxes = taxed ? plan.taxes.map((rate) => taxOf(rate, base, quantity)) : [];
  const modifiers = line.modifiers.map((below) => priceModifier(below, base, taxed));
  const tax = [...taxes, ...modifiers.map((below) => below.tax)].reduce((a, b) => a + b, 0);
  return {
    plan,
    voided,
    quantity,
    preDiscount,
    price: gross,
    taxes,
    tax,
    discount: null,
    modifiers,
  };
}

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
  /** Gratuity charges: the guest pays them, yet they are neither `amount` nor tax. */
  readonly gratuity: number;
}

import type {
  Discount,
  MenuReference,
  PreModifier,
  Reference,
  ServiceCharge,
  TaxRate,
} from '../../restaurant/catalogue.js';

export type SelectionType =
  | 'NONE'
  | 'OPEN_ITEM'
  | 'SPECIAL_REQUEST'
  | 'PORTION'
  | 'HOUSE_ACCOUNT_PAY_BALANCE'
  | 'TOAST_CARD_SELL'
  | 'TOAST_CARD_RELOAD';

/**
 * A selection or modifier over its whole history; money in cents, instants in epoch milliseconds.
 */
export interface LinePlan {
  readonly guid: string;
  readonly name: string;
  readonly type: SelectionType;
  item: MenuReference | null;
  itemGroup: MenuReference | null;
  optionGroup: MenuReference | null;
  preModifier: PreModifier | null;
  salesCategory: MenuReference | null;
  pricingMode: string | null;
  plu: string | null;
  /** `receiptLinePrice`: the price of one, without modifiers. */
  unitPrice: number;
  /** In thousandths; of a modifier, per one of its parent. */
  quantity: number;
  unit: 'NONE' | 'LB';
  taxes: readonly TaxRate[];
  taxGuids: readonly string[];
  taxIncluded: boolean;
  deferred: boolean;
  seat: number;
  modifiers: readonly LinePlan[];
  discount: DiscountPlan | null;
  /** Index of its check, once the order is split. */
  check: number;
  addedAt: number;
  removedAt: number;
  voidedAt: number;
  /** It never reaches the kitchen: it is voided before it is sent. */
  unsent: boolean;
}

export interface DiscountPlan {
  readonly guid: string;
  readonly discount: Discount;
  /** Percent, cents, or everything above a total. */
  readonly by:
    | { readonly percent: number }
    | { readonly cents: number }
    | { readonly above: number };
  /** GUIDs of the selections that it applies to; null for all. */
  readonly only: readonly string[] | null;
  readonly comboItems: readonly string[];
  readonly triggers: readonly string[];
  /** Index of a configured reason; -1 for none. */
  readonly reason: number;
  readonly approver: Reference | null;
  readonly promoCode: string | null;
  readonly loyalty: string | null;
  /**
   * The state of a reward that was removed from the order: still listed with its amount, but it lowers
   * no price.
   */
  readonly withdrawn: 'PENDING_VOID' | 'VOID' | null;
}

export interface ChargePlan {
  readonly guid: string;
  readonly charge: ServiceCharge;
  readonly taxGuids: readonly string[];
  readonly value: number;
}

export type PaymentType =
  | 'CASH'
  | 'CREDIT'
  | 'GIFTCARD'
  | 'HOUSE_ACCOUNT'
  | 'REWARDCARD'
  | 'TOAST_SV'
  | 'OTHER';

export interface TenderPlan {
  readonly guid: string;
  readonly type: PaymentType;
  /** Share of the check in thousandths; the first payment takes the rest. */
  readonly share: number;
  /** Tip in millionths of the amount. */
  readonly tip: number;
  readonly cardType: string | null;
  readonly entryMode: string | null;
  readonly last4: string | null;
  readonly first6: string | null;
  readonly cardPaymentId: string | null;
  readonly drawer: Reference | null;
  readonly other: Reference | null;
  readonly houseAccount: Reference | null;
}

/** An attempt to pay that failed, before the payment that did not. */
export interface FailedTender {
  readonly tender: TenderPlan;
  /** `paymentStatus`. Toast's definition is an open list, so one of these is not on it. */
  readonly status: 'DENIED' | 'ERROR' | 'ERROR_NETWORK' | 'CANCELLED' | 'OPEN' | 'DECLINED_RETRY';
}

export interface GuestPlan {
  readonly guid: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phone: string;
  readonly email: string;
}

export interface CheckPlan {
  readonly guid: string;
  readonly number: number;
  readonly discounts: readonly DiscountPlan[];
  readonly charges: readonly ChargePlan[];
  readonly rounding: ChargePlan | null;
  readonly tenders: readonly TenderPlan[];
  readonly failed: FailedTender | null;
  readonly repaid: TenderPlan | null;
  readonly taxExempt: boolean;
  readonly guest: GuestPlan | null;
  readonly loyalty: { readonly guid: string; readonly identifier: string } | null;
  readonly tabName: string | null;
}

/**
 * `custom` is an amount that no item or charge explains; `modifier` is that of one modifier, whose item
 * was good.
 */
export type RefundPlan = 'full' | 'line' | 'modifier' | 'charge' | 'gratuity' | 'tip' | 'custom';

/** The contents of an order over its whole history. */
export interface OrderPlan {
  readonly guid: string;
  readonly checks: readonly CheckPlan[];
  readonly lines: readonly LinePlan[];
  readonly refund: RefundPlan;
  /** In cents, for refunds of kind `custom`. */
  readonly customRefund: number;
  readonly refundGuid: string;
  readonly curbsideGuid: string;
  readonly packagingGuid: string;
  readonly server: Reference;
  readonly laterServer: Reference;
  readonly device: { readonly id: string };
  readonly laterDevice: { readonly id: string };
  readonly table: number;
  readonly source: string;
  readonly voidReason: Reference;
  readonly facilitated: boolean;
  /** Priced by older rules, hence without the newer fields. */
  readonly older: boolean;
  readonly externalId: string | null;
  readonly packaging: boolean;
  readonly car: boolean;
  readonly prepMinutes: number;
}

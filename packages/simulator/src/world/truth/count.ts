import type { Json } from '../contract/json.js';
import { child, children, type Ledger, tenThousandths } from './ledger.js';

/** Counts what one order's payload puts into every table. */
export class OrderCount {
  readonly modifiersByDepth = new Map<number, number>();

  constructor(readonly ledger: Ledger) {}

  #add(table: string, column: string, value: unknown): void {
    this.ledger.add(table, column, tenThousandths(value));
  }

  order(order: Json): void {
    this.ledger.row('orders');
    const deleted = order['deleted'] === true;
    if (deleted) this.ledger.add('orders', 'deleted', 1);
    for (const feature of children(order, 'pricingFeatures')) {
      if (feature) this.ledger.row('orders_pricing_feature');
    }
    for (const check of children(order, 'checks')) this.#check(check, deleted);
  }

  #check(check: Json, orderDeleted: boolean): void {
    const table = 'orders_check';
    this.ledger.row(table);
    this.#add(table, 'amount', check['amount']);
    this.#add(table, 'tax_amount', check['taxAmount']);
    this.#add(table, 'total_amount', check['totalAmount']);
    if (orderDeleted || check['deleted'] === true) this.ledger.add(table, 'deleted', 1);
    for (const selection of children(check, 'selections')) this.#selection(selection);
    this.#discounts('orders_check_applied_discount', check, true);
    for (const charge of children(check, 'appliedServiceCharges')) this.#charge(charge);
    for (const payment of children(check, 'payments')) this.#payment(payment);
  }

  #selection(selection: Json): void {
    const table = 'orders_check_selection';
    this.#amounts(table, selection);
    this.#taxes(`${table}_applied_tax`, selection);
    this.#discounts(`${table}_applied_discount`, selection, true);
    for (const modifier of children(selection, 'modifiers')) this.#modifier(modifier, 1);
  }

  #modifier(modifier: Json, depth: number): void {
    const table = 'orders_check_selection_modifier';
    this.modifiersByDepth.set(depth, (this.modifiersByDepth.get(depth) ?? 0) + 1);
    this.#amounts(table, modifier);
    this.#taxes(`${table}_applied_tax`, modifier);
    this.#discounts(`${table}_applied_discount`, modifier, false);
    for (const below of children(modifier, 'modifiers')) this.#modifier(below, depth + 1);
  }

  #amounts(table: string, selection: Json): void {
    this.ledger.row(table);
    this.#add(table, 'price', selection['price']);
    this.#add(table, 'pre_discount_price', selection['preDiscountPrice']);
    this.#add(table, 'receipt_line_price', selection['receiptLinePrice']);
    this.#add(table, 'tax', selection['tax']);
    this.#add(table, 'quantity', selection['quantity']);
    this.#refund(table, selection);
  }

  #refund(table: string, refunded: Json): void {
    const details = child(refunded, 'refundDetails');
    this.#add(table, 'refund_amount', details['refundAmount']);
    this.#add(table, 'tax_refund_amount', details['taxRefundAmount']);
  }

  #taxes(table: string, taxed: Json): void {
    for (const tax of children(taxed, 'appliedTaxes')) {
      this.ledger.row(table);
      this.#add(table, 'tax_amount', tax['taxAmount']);
    }
  }

  #discounts(table: string, discounted: Json, withParts: boolean): void {
    for (const discount of children(discounted, 'appliedDiscounts')) {
      this.ledger.row(table);
      this.#add(table, 'discount_amount', discount['discountAmount']);
      this.#add(table, 'non_tax_discount_amount', discount['nonTaxDiscountAmount']);
      if (!withParts) continue;
      for (const item of children(discount, 'comboItems')) {
        if (item) this.ledger.row(`${table}_combo_item`);
      }
      for (const trigger of children(discount, 'triggers')) {
        if (trigger) this.ledger.row(`${table}_trigger`);
      }
    }
  }

  #charge(charge: Json): void {
    const table = 'orders_check_applied_service_charge';
    this.ledger.row(table);
    this.#add(table, 'charge_amount', charge['chargeAmount']);
    this.#refund(table, charge);
    this.#taxes(`${table}_applied_tax`, charge);
  }

  #payment(payment: Json): void {
    const refund = child(payment, 'refund');
    this.ledger.row('orders_check_payment');
    this.ledger.row('payment');
    this.#add('payment', 'amount', payment['amount']);
    this.#add('payment', 'tip_amount', payment['tipAmount']);
    this.#add('payment', 'amount_tendered', payment['amountTendered']);
    this.#add('payment', 'original_processing_fee', payment['originalProcessingFee']);
    this.#add('payment', 'mca_repayment_amount', payment['mcaRepaymentAmount']);
    this.#add('payment', 'refund_amount', refund['refundAmount']);
    this.#add('payment', 'refund_tip_amount', refund['tipRefundAmount']);
  }
}

import type { Json } from '../contract/json.js';
import { child, children, decimal, tenThousandths } from './ledger.js';

const MONEY = [
  'gross_sales',
  'discounts',
  'service_charges',
  'net_sales',
  'refunds',
  'net_sales_after_refunds',
  'taxes',
  'gratuities',
  'tips',
  'tip_refunds',
  'payment_refunds',
  'deferred_sales',
  'void_amount',
] as const;
const COUNTS = ['order_count', 'check_count', 'guest_count', 'void_count'] as const;

type Day = Record<(typeof MONEY)[number] | (typeof COUNTS)[number], number>;

const DEFERRED_TYPES = ['HOUSE_ACCOUNT_PAY_BALANCE', 'TOAST_CARD_SELL', 'TOAST_CARD_RELOAD'];
const NO_MONEY = [
  'DENIED',
  'VOIDED',
  'VOIDED_AT_RISK',
  'CANCELLED',
  'ERROR',
  'ERROR_NETWORK',
  'PROCESSING_VOID',
];

const isDeferred = (selection: Json): boolean =>
  selection['deferred'] === true || DEFERRED_TYPES.includes(String(selection['selectionType']));

/**
 * Sums the discounts of a check, selection or modifier, for the latter two with everything below.
 */
function discountsOf(part: Json): number {
  let total = 0;
  for (const discount of children(part, 'appliedDiscounts')) {
    if (discount['processingState'] !== 'VOID') total += tenThousandths(discount['discountAmount']);
  }
  for (const modifier of children(part, 'modifiers')) total += discountsOf(modifier);
  return total;
}

const refundOf = (part: Json): number =>
  tenThousandths(child(part, 'refundDetails')['refundAmount']);

/** Computes the mart `sales_daily`, order by order. */
export class SalesDaily {
  readonly #days = new Map<string, Day>();

  order(restaurantId: string, order: Json): void {
    const counted = order['excessFood'] !== true && order['createdInTestMode'] !== true;
    if (order['deleted'] === true || !counted) return;
    const date = String(order['businessDate']).replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
    const key = `${restaurantId} ${date}`;
    for (const check of children(order, 'checks')) {
      if (check['deleted'] !== true) this.#voids(key, check);
    }
    if (order['voided'] === true) return;
    const day = this.#day(key);
    day.order_count += 1;
    day.guest_count += Number(order['numberOfGuests'] ?? 0);
    for (const check of children(order, 'checks')) {
      if (check['deleted'] !== true && check['voided'] !== true) this.#check(day, check);
    }
  }

  #day(key: string): Day {
    const known = this.#days.get(key);
    if (known) return known;
    const day = Object.fromEntries([...MONEY, ...COUNTS].map((column) => [column, 0])) as Day;
    this.#days.set(key, day);
    return day;
  }

  #voids(key: string, check: Json): void {
    for (const selection of children(check, 'selections')) {
      if (selection['voided'] !== true) continue;
      const day = this.#day(key);
      day.void_count += 1;
      day.void_amount += tenThousandths(selection['preDiscountPrice']);
    }
  }

  #check(day: Day, check: Json): void {
    day.check_count += 1;
    day.taxes += tenThousandths(check['taxAmount']);
    const onCheck = discountsOf(check);
    day.discounts += onCheck;
    day.gross_sales += onCheck;
    for (const selection of children(check, 'selections')) this.#selection(day, selection);
    for (const charge of children(check, 'appliedServiceCharges')) {
      const amount = tenThousandths(charge['chargeAmount']);
      if (charge['gratuity'] === true) day.gratuities += amount;
      else if (charge['serviceChargeCategory'] !== 'FUNDRAISING_CAMPAIGN') {
        day.service_charges += amount;
        day.refunds += refundOf(charge);
      }
    }
    for (const payment of children(check, 'payments')) {
      if (NO_MONEY.includes(String(payment['paymentStatus']))) continue;
      const refund = child(payment, 'refund');
      day.tips += tenThousandths(payment['tipAmount']);
      day.tip_refunds += tenThousandths(refund['tipRefundAmount']);
      day.payment_refunds += tenThousandths(refund['refundAmount']);
    }
  }

  #selection(day: Day, selection: Json): void {
    if (selection['voided'] === true) return;
    const price = tenThousandths(selection['price']);
    if (isDeferred(selection)) {
      day.deferred_sales += price;
      return;
    }
    const discounts = discountsOf(selection);
    day.discounts += discounts;
    day.gross_sales += price + discounts;
    day.refunds += refundOf(selection);
  }

  /**
   * Returns the rows by restaurant, then business date; counts as numbers, money with four
   * decimals.
   */
  rows(): Json[] {
    const sorted = [...this.#days].sort(([a], [b]) => (a < b ? -1 : 1));
    return sorted.map(([key, day]) => {
      const [restaurant_id, business_date] = key.split(' ');
      day.net_sales = day.gross_sales - day.discounts + day.service_charges;
      day.net_sales_after_refunds = day.net_sales - day.refunds;
      return {
        restaurant_id,
        business_date,
        ...Object.fromEntries(COUNTS.map((column) => [column, day[column]])),
        ...Object.fromEntries(MONEY.map((column) => [column, decimal(day[column])])),
      };
    });
  }
}

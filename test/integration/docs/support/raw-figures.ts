/* Figures computed from what Toast sends, by rules that are written down here and not in the models. */

interface Selection {
  readonly displayName: string;
  readonly quantity: number;
  readonly price: number;
  readonly voided: boolean;
  readonly deferred: boolean;
}

interface Payment {
  readonly type: string;
  readonly paymentStatus: string | null;
  readonly amount: number;
  readonly tipAmount: number;
}

interface Charge {
  readonly chargeAmount: number;
  readonly gratuity: boolean;
  readonly serviceChargeCategory?: string | null;
}

interface Check {
  readonly voided: boolean;
  readonly deleted: boolean;
  readonly selections: readonly Selection[];
  readonly payments: readonly Payment[];
  readonly appliedServiceCharges?: readonly Charge[];
}

export interface Order {
  readonly businessDate: number;
  readonly openedDate: string;
  readonly voided: boolean;
  readonly deleted: boolean;
  readonly excessFood: boolean;
  readonly createdInTestMode: boolean;
  readonly approvalStatus: string;
  readonly checks: readonly Check[];
}

/** An entity with the time zone of its restaurant. */
export interface Local<T> {
  readonly timeZone: string;
  readonly payload: T;
}

/** Sums by key, exact to a hundredth of a cent. */
export class Totals {
  readonly #cents = new Map<string, number>();

  add(key: string, amount: number): void {
    this.#cents.set(key, (this.#cents.get(key) ?? 0) + Math.round(amount * 10_000));
  }

  /** Lists keys with their sums, by key. */
  entries(): [string, number][] {
    const all = [...this.#cents].map(([key, sum]): [string, number] => [key, sum / 10_000]);
    return all.sort(([a], [b]) => (a < b ? -1 : 1));
  }
}

function countedChecks(order: Order): readonly Check[] {
  if (order.voided || order.deleted || order.excessFood || order.createdInTestMode) return [];
  if (order.approvalStatus === 'NOT_APPROVED') return [];
  return order.checks.filter((check) => !check.voided && !check.deleted);
}

function soldItems(check: Check): readonly Selection[] {
  return check.selections.filter((selection) => !selection.voided && !selection.deferred);
}

/** Quantity by the name of the item, for orders of the business dates from `from` to `to`. */
export function quantities(orders: readonly Order[], from: number, to: number): Totals {
  const totals = new Totals();
  for (const order of orders.filter(({ businessDate: date }) => date >= from && date <= to)) {
    for (const item of countedChecks(order).flatMap(soldItems)) {
      totals.add(item.displayName, item.quantity);
    }
  }
  return totals;
}

/** Sales before refunds by the hour since midnight of a business date. */
export function hours(orders: readonly Local<Order>[], businessDate: number): Totals {
  const totals = new Totals();
  for (const { payload: order, timeZone } of orders) {
    if (order.businessDate !== businessDate) continue;
    const { day, hour } = localTime(order.openedDate, timeZone);
    const key = String(hour + (day === businessDate % 100 ? 0 : 24)).padStart(2, '0');
    for (const check of countedChecks(order)) {
      for (const item of soldItems(check)) totals.add(key, item.price);
      for (const charge of check.appliedServiceCharges ?? []) {
        const donated = charge.serviceChargeCategory === 'FUNDRAISING_CAMPAIGN';
        if (!charge.gratuity && !donated) totals.add(key, charge.chargeAmount);
      }
    }
  }
  return totals;
}

/** Amounts and tips of the payments that count, by type: `CASH amount`. */
export function tenders(orders: readonly Order[]): Totals {
  const counted = new Set([
    ...[null, 'AUTHORIZED', 'AUTHORIZED_AT_RISK', 'CAPTURE_IN_PROGRESS', 'CAPTURED', 'PROCESSING'],
  ]);
  const totals = new Totals();
  for (const { type, paymentStatus, amount, tipAmount } of orders
    .flatMap(countedChecks)
    .flatMap(({ payments }) => payments)) {
    if (!counted.has(paymentStatus)) continue;
    totals.add(`${type} amount`, amount);
    totals.add(`${type} tips`, tipAmount);
  }
  return totals;
}

function localTime(instant: string, timeZone: string): { day: number; hour: number } {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    day: 'numeric',
    hour: 'numeric',
  }).formatToParts(new Date(instant));
  const part = (type: string) => Number(parts.find((found) => found.type === type)?.value);
  return { day: part('day'), hour: part('hour') };
}

export interface TimeEntry {
  readonly deleted: boolean;
  readonly businessDate: string;
  readonly outDate: string | null;
  readonly regularHours: number;
  readonly overtimeHours: number;
  readonly hourlyWage: number | null;
}

/** Labor cost of time entries that are over, by business date. */
export function laborCost(entries: readonly TimeEntry[]): Totals {
  const totals = new Totals();
  for (const { deleted, businessDate, outDate, hourlyWage, ...worked } of entries) {
    if (deleted || outDate === null) continue;
    const paidHours = worked.regularHours + 1.5 * worked.overtimeHours;
    totals.add(businessDate, (hourlyWage ?? 0) * paidHours);
  }
  return totals;
}

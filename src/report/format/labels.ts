import type { ChaseKind, ExceptionKind, GroupTotal, Restated } from '../document/report.js';

type Noun = readonly [one: string, more: string];
type Measure = Restated['days'][number]['measure'];

const exceptions: Readonly<Record<ExceptionKind, Noun>> = {
  discount: ['discount', 'discounts'],
  comp: ['comp', 'comps'],
  void: ['void', 'voids'],
  refund: ['refund', 'refunds'],
  no_sale: ['no-sale', 'no-sales'],
};

const chaseItems: Readonly<Record<ChaseKind, Noun>> = {
  open_check: ['open check', 'open checks'],
  negative_balance: ['overpaid check', 'overpaid checks'],
  order_due: ['order due', 'orders due'],
  open_time_entry: ['open shift', 'open shifts'],
  drawer_not_closed: ['cash drawer not closed', 'cash drawers not closed'],
  deposit_missing: ['missing deposit', 'missing deposits'],
  refund_without_reason: ['refund without a reason', 'refunds without a reason'],
  cash_over_short: ['cash drawer over or short', 'cash drawers over or short'],
};

const measures: Readonly<Record<Measure, string>> = {
  net_sales: 'net sales',
  order_count: 'orders',
  labor_cost: 'labor cost',
};

/** Returns the noun for a number of exceptions of a kind: `void`, `voids`. */
export function exceptionLabel(kind: ExceptionKind, count = 1): string {
  return exceptions[kind][count === 1 ? 0 : 1];
}

/** Returns the noun for a number of things to chase of a kind: `open check`, `open checks`. */
export function chaseLabel(kind: ChaseKind, count = 1): string {
  return chaseItems[kind][count === 1 ? 0 : 1];
}

/** Returns the name of a measure that was restated: `net sales`. */
export function measureLabel(measure: Measure): string {
  return measures[measure];
}

/** Tells whether a measure that was restated counts things; the others are amounts. */
export function isCount(measure: Measure): boolean {
  return measure === 'order_count';
}

/** Counts things: '1 refund', '12 refunds'. */
export function counted(count: number, one: string, more = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : more}`;
}

/** Counts what there is of each kind in all restaurants, in the order of the first: '6 voids, 1 no-sale'. */
export function countedByKind<Kind extends string>(
  totals: readonly GroupTotal<Kind>[],
  label: (kind: Kind, count: number) => string,
  format = (count: number) => count.toLocaleString('en-US'),
): string {
  const counts = new Map<Kind, number>();
  for (const { kind, count } of totals) counts.set(kind, (counts.get(kind) ?? 0) + count);
  return [...counts].map(([kind, count]) => `${format(count)} ${label(kind, count)}`).join(', ');
}

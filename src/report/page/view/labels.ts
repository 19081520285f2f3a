import type { ExceptionKind, GroupTotal } from '../../document/report.js';

/** What each kind of exception is called, one and several of them, in the order of the page. */
export const EXCEPTION_KINDS: Readonly<
  Record<ExceptionKind, readonly [one: string, more: string]>
> = {
  discount: ['Discount', 'discounts'],
  comp: ['Comp', 'comps'],
  void: ['Void', 'voids'],
  refund: ['Refund', 'refunds'],
  no_sale: ['No sale', 'no-sales'],
};

const words: Readonly<Record<string, string>> = {
  open_time_entry: 'Open shift',
  negative_balance: 'Paid too much',
  cash_over_short: 'Cash over or short',
};

/** Says a snake_case name of the marts in words: `open_check` is 'Open check'. */
export function inWords(name: string): string {
  const text = words[name] ?? name.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Counts things: '1 refund', '12 refunds'. */
export function counted(count: number, one: string, more = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : more}`;
}

/** Joins words as a sentence does: 'a, b and c'. */
export function listed(texts: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(texts);
}

/** Adds up how many of each kind there are, in all restaurants. */
export function countsByKind<Kind extends string>(
  totals: readonly GroupTotal<Kind>[],
): ReadonlyMap<Kind, number> {
  const counts = new Map<Kind, number>();
  for (const { kind, count } of totals) counts.set(kind, (counts.get(kind) ?? 0) + count);
  return counts;
}

/** Adds up how many there are of all kinds, in all restaurants. */
export function countOf(totals: readonly { readonly count: number }[]): number {
  return totals.reduce((sum, { count }) => sum + count, 0);
}

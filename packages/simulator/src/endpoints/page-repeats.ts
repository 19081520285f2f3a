import type { LocationCall } from '../http/call.js';
import { locationGuid } from '../http/location.js';
import { integerParam } from '../http/pagination.js';
import type { OrderKey } from '../world/contract/world.js';

type Paged = Pick<LocationCall, 'query' | 'header'>;

/**
 * Pages of `/ordersBulk` that are there twice, one after the other, with all later ones moved on:
 * nothing is missing, some is double.
 */
export class PageRepeats {
  readonly #pages = new Map<string, number[]>();

  /** From now on the page that the call asks for comes again as the next one of its window. */
  add(call: Paged): void {
    const window = windowOf(call);
    const page = integerParam(call, 'page', { fallback: 1, max: Number.MAX_SAFE_INTEGER });
    this.#pages.set(window, [...(this.#pages.get(window) ?? []), page]);
  }

  /** The orders of a window with those of its repeated pages put in again. */
  applied(call: Paged, orders: readonly OrderKey[], pageSize: number): readonly OrderKey[] {
    if (this.#pages.size === 0) return orders;
    const pages = this.#pages.get(windowOf(call)) ?? [];
    return pages.reduce(
      (all, page) => [...all.slice(0, page * pageSize), ...all.slice((page - 1) * pageSize)],
      orders,
    );
  }

  clear(): void {
    this.#pages.clear();
  }
}

function windowOf(call: Paged): string {
  const query = new URLSearchParams(call.query);
  query.delete('page');
  query.sort();
  return `${locationGuid(call)} ${query}`;
}

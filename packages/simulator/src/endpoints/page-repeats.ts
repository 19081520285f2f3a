import type { LocationCall } from '../http/call.js';
import { locationGuid } from '../http/location.js';
import { integerParam } from '../http/pagination.js';
import type { OrderKey } from '../world/contract/world.js';

type Paged = Pick<LocationCall, 'query' | 'header'>;

/**
 * Keeps the pages of `/ordersBulk` that are served twice in a row. All later pages move on by one:
 * no order is missing, some are duplicated.
 */
export class PageRepeats {
  readonly #pages = new Map<string, number[]>();

  /** Serves the requested page again as the next page of its window, from now on. */
  add(call: Paged): void {
    const window = windowOf(call);
    const page = integerParam(call, 'page', { fallback: 1, max: Number.MAX_SAFE_INTEGER });
    this.#pages.set(window, [...(this.#pages.get(window) ?? []), page]);
  }

  /** Returns the orders of a window with those of its repeated pages inserted again. */
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

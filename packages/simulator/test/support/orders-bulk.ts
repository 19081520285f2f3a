import { MINUTE, OPENING } from './small-world.js';

export const BULK = '/orders/v2/ordersBulk';

/** Builds the target of a request for orders. */
export function bulk(params: Record<string, string | number>): string {
  const text = Object.entries(params).map(([name, value]) => [name, String(value)]);
  return `${BULK}?${new URLSearchParams(text)}`;
}

/** Writes an instant as Toast does. */
export function iso(instant: number): string {
  return new Date(instant).toISOString().replace('Z', '+0000');
}

/** Thirty minutes, with one order each. */
export const window = {
  startDate: iso(OPENING + 10 * MINUTE),
  endDate: iso(OPENING + 40 * MINUTE),
};

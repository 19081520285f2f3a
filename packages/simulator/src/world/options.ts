import type { Json } from './contract/json.js';
import type { Scopes } from './orders/render/scene.js';

/** Determines a world: equal options make equal worlds. */
export interface WorldOptions {
  /** Random seed, any integer. The same options make the same world, byte for byte. */
  readonly seed: number;
  readonly restaurants: number;
  /** First and last business date, yyyy-mm-dd, both included. */
  readonly from: string;
  readonly to: string;
  /** Mean number of orders per restaurant and business day. */
  readonly ordersPerDay: number;
  /** Recorded orders, which the first restaurant serves unchanged. */
  readonly samples?: readonly Json[];
  /** Guest data that the client may see; everything by default. */
  readonly scopes?: Scopes;
}

/** Validates options; throws a RangeError that names the wrong option and what it must be. */
export function checkOptions(options: WorldOptions): void {
  const { seed, restaurants, ordersPerDay, from, to } = options;
  const whole = (name: string, value: number, min: number, max: number): void => {
    if (Number.isInteger(value) && value >= min && value <= max) return;
    throw new RangeError(`${name} is ${value}; it must be a whole number from ${min} to ${max}.`);
  };
  whole('seed', seed, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  whole('restaurants', restaurants, 1, 0xffff);
  whole('ordersPerDay', ordersPerDay, 1, 50_000);
  for (const [name, date] of [
    ['from', from],
    ['to', to],
  ] as const) {
    if (/^\d{4}-\d\d-\d\d$/.test(date) && date >= '2015-12-01' && date < '2100') continue;
    throw new RangeError(
      `${name} is '${date}'; it must be a date yyyy-mm-dd, 2015-12-01 or later.`,
    );
  }
  if (from > to) throw new RangeError(`from (${from}) is after to (${to}); swap them.`);
}

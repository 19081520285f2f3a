import { DateTime } from 'luxon';

/** Holds the default options of `toast-simulator` and `toast simulate`. */
export const simulatorDefaults = {
  port: 8080,
  restaurants: 3,
  /** Days from the first business date to the last one. */
  days: 90,
  ordersPerDay: 150,
  seed: 1,
  rateLimits: true,
  latencyMs: 0,
} as const;

/** First and last business date, yyyy-mm-dd, both included. */
export interface BusinessDates {
  readonly from: string;
  readonly to: string;
}

/**
 * Completes the business dates of a world: the last one is that of `now` in UTC (today when not
 * given), the first one lies `simulatorDefaults.days` before the last one. Dates that are given
 * are not checked; `startSimulator` does that.
 */
export function defaultBusinessDates(given: {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly now?: Date | undefined;
}): BusinessDates {
  const iso = 'yyyy-MM-dd';
  const { now = new Date() } = given;
  const to = given.to ?? DateTime.fromJSDate(now, { zone: 'utc' }).toFormat(iso);
  const first = DateTime.fromISO(to, { zone: 'utc' }).minus({ days: simulatorDefaults.days });
  return { from: given.from ?? first.toFormat(iso), to };
}

/**
 * Reads an ISO 8601 instant, in UTC unless it has an offset.
 * @throws RangeError when the text is none.
 */
export function parseInstant(text: string): Date {
  const parsed = DateTime.fromISO(text, { zone: 'utc' });
  if (parsed.isValid) return parsed.toJSDate();
  throw new RangeError(`"${text}" is not an ISO 8601 instant; write it like 2026-04-01T12:00:00Z.`);
}

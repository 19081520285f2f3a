import { DateTime } from 'luxon';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Converts 'yyyy-mm-dd' to days since 1970-01-01. */
export function dayOfDate(date: string): number {
  return Math.floor(Date.parse(`${date}T00:00:00Z`) / DAY);
}

/** Converts days since 1970-01-01 to 'yyyy-mm-dd'. */
export function dateOfDay(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** Converts days since 1970-01-01 to Toast's integer yyyymmdd. */
export function businessDateOfDay(day: number): number {
  return Number(dateOfDay(day).replaceAll('-', ''));
}

/** Converts Toast's integer yyyymmdd to days since 1970-01-01. */
export function dayOfBusinessDate(businessDate: number): number {
  const month = Math.floor(businessDate / 100) % 100;
  return Math.floor(
    Date.UTC(Math.floor(businessDate / 10_000), month - 1, businessDate % 100) / DAY,
  );
}

/**
 * The business days of one restaurant: local days that end at `closeoutHour` (Toast's guide,
 * apiRestaurantBusinessDate). Time zone rules are applied once per day and cached, since they cost
 * more than everything else in an order's times.
 */
export class BusinessCalendar {
  readonly #noons = new Map<number, number>();
  readonly #starts = new Map<number, number>();
  readonly #dates = new Map<number, number>();

  constructor(
    readonly timeZone: string,
    readonly closeoutHour: number,
  ) {}

  /** Returns when the business day begins, in epoch milliseconds. */
  start(day: number): number {
    return this.#local(this.#starts, day, this.closeoutHour);
  }

  /**
   * Returns local noon in epoch milliseconds; no change to or from daylight saving time moves it.
   */
  noon(day: number): number {
    return this.#local(this.#noons, day, 12);
  }

  /** Returns an hour of the local day in epoch milliseconds; 24 and above are after midnight. */
  hour(day: number, hour: number): number {
    return this.noon(day) + (hour - 12) * HOUR;
  }

  /** Returns the business day of an instant, in days since 1970-01-01. */
  dayAt(instant: number): number {
    let day = Math.floor(instant / DAY) - 1;
    while (this.start(day + 1) <= instant) day += 1;
    while (this.start(day) > instant) day -= 1;
    return day;
  }

  /** Returns the business date of an instant, as Toast's integer yyyymmdd. */
  dateAt(instant: number): number {
    const day = this.dayAt(instant);
    let date = this.#dates.get(day);
    if (date === undefined) this.#dates.set(day, (date = businessDateOfDay(day)));
    return date;
  }

  #local(cache: Map<number, number>, day: number, hour: number): number {
    const known = cache.get(day);
    if (known !== undefined) return known;
    const date = new Date(day * DAY);
    const instant = DateTime.fromObject(
      { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), hour },
      { zone: this.timeZone },
    ).toMillis();
    cache.set(day, instant);
    return instant;
  }
}

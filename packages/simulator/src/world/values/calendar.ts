import { DateTime } from 'luxon';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** 'yyyy-mm-dd' to days since 1970-01-01. */
export function dayOfDate(date: string): number {
  return Math.floor(Date.parse(`${date}T00:00:00Z`) / DAY);
}

/** Days since 1970-01-01 to 'yyyy-mm-dd'. */
export function dateOfDay(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** Days since 1970-01-01 to Toast's integer yyyymmdd. */
export function businessDateOfDay(day: number): number {
  return Number(dateOfDay(day).replaceAll('-', ''));
}

/** Toast's integer yyyymmdd to days since 1970-01-01. */
export function dayOfBusinessDate(businessDate: number): number {
  const month = Math.floor(businessDate / 100) % 100;
  return Math.floor(
    Date.UTC(Math.floor(businessDate / 10_000), month - 1, businessDate % 100) / DAY,
  );
}

/**
 * The business days of one restaurant: the local day cut at `closeoutHour` (Toast's guide,
 * apiRestaurantBusinessDate). Time zone rules are asked once per day, since they cost more than
 * all else that an order's times need.
 */
export class BusinessCalendar {
  readonly #noons = new Map<number, number>();
  readonly #starts = new Map<number, number>();
  readonly #dates = new Map<number, number>();

  constructor(
    readonly timeZone: string,
    readonly closeoutHour: number,
  ) {}

  /** When the business day begins, in epoch milliseconds. */
  start(day: number): number {
    return this.#local(this.#starts, day, this.closeoutHour);
  }

  /** Noon by the restaurant's clock, which no zone's change of clocks moves. */
  noon(day: number): number {
    return this.#local(this.#noons, day, 12);
  }

  /** An hour of the local day; 24 and above are after midnight. */
  hour(day: number, hour: number): number {
    return this.noon(day) + (hour - 12) * HOUR;
  }

  /** The business day that an instant falls on, in days since 1970-01-01. */
  dayAt(instant: number): number {
    let day = Math.floor(instant / DAY) - 1;
    while (this.start(day + 1) <= instant) day += 1;
    while (this.start(day) > instant) day -= 1;
    return day;
  }

  /** The business date that an instant falls on, as Toast's integer yyyymmdd. */
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

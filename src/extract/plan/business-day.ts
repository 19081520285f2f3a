import { DateTime } from 'luxon';

/** Decides where a restaurant's business days end (definition `General`). */
export interface DaySettings {
  /** IANA name. */
  readonly timeZone: string;
  /** Hour of the local day, 0 to 12. */
  readonly closeoutHour: number;
}

/**
 * Computes the business date of an instant (epoch ms) as midnight UTC of that date in epoch ms: the
 * local date, or the day before until the close-out hour (guide: apiRestaurantBusinessDate).
 */
export function businessDay(instant: number, { timeZone, closeoutHour }: DaySettings): number {
  const local = DateTime.fromMillis(instant, { zone: timeZone });
  const date = local.hour < closeoutHour ? local.minus({ days: 1 }) : local;
  return Date.UTC(date.year, date.month - 1, date.day);
}

/** Formats midnight UTC of a date as Toast's parameters expect it: `20260302`. */
export function yyyymmdd(midnight: number): string {
  return new Date(midnight).toISOString().slice(0, 10).replaceAll('-', '');
}
